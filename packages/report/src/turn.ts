import { exchangeList } from "./exchanges.ts";
import { formatCount, formatDuration, formatUsage } from "./format.ts";
import { highlight } from "./highlight.ts";
import { type Html, html } from "./html.ts";
import { type PictureAddress, pictureRow } from "./pictures.ts";
import type { CellResult, Turn } from "./run.ts";

/** What the page knows of a step besides the trace's own lines. */
export interface TurnContext {
  /** Unique on the page. */
  readonly id: string;
  readonly address: PictureAddress;
  /** What the scene's record says that this step measured. */
  readonly measured: readonly string[];
}

/** One step: what the model thought and wrote, what came of it, and what it was told. A failed one is folded. */
export function turnSection(turn: Turn, { id, address, measured }: TurnContext): Html {
  const { reply, result, reflection } = turn;
  const status = turnStatus(turn);
  const title = html`Step ${turn.step} <span class="status ${status.tone}">${status.text}</span>`;
  const body = html`
${reply?.thought && html`<p class="prose">${reply.thought}</p>`}
${reply?.problem && html`<p class="error"><strong>No cell was read:</strong> ${reply.problem}</p>`}
${reply?.cell && code(reply.cell, result?.result ?? null)}
${result && outcome(result.result)}
${measured.length > 0 && html`<h4>Measured</h4><ul class="measured">${measured.map((line) => html`<li>${line}</li>`)}</ul>`}
${result && pictureRow(result.pictures, address, "large")}
${exchangeList(result?.vlm)}
${result && bookkeeping(result.result)}
${
  reflection &&
  html`<p class="note"><strong>Second look: ${reflection.accepted ? "accepted" : "turned down"}.</strong> ${reflection.text}</p>`
}
<p class="cost">${cost(turn)}</p>
${reply?.reasoning && html`<details><summary>Thinking</summary>${block("Thinking", reply.reasoning)}</details>`}
${result?.feedback && html`<details><summary>Message to the model</summary>${block("Message to the model", result.feedback)}</details>`}`;
  if (status.tone !== "bad") return html`<section class="turn" id="${id}"><h3>${title}</h3>${body}</section>`;
  return html`<details class="turn" id="${id}"><summary><h3>${title} <span class="why">${whyFailed(turn)}</span></h3></summary>${body}</details>`;
}

/** The first line of what went wrong. */
function whyFailed({ reply, result, reflection }: Turn): string {
  const reason = reply?.problem ?? result?.result.error?.message ?? reflection?.text ?? "";
  return reason.split("\n")[0] ?? "";
}

export interface Status {
  readonly text: string;
  readonly tone: "good" | "bad" | "open";
}

export function turnStatus({ reply, result, reflection }: Turn): Status {
  if (reply?.problem) return { text: "no cell", tone: "bad" };
  if (result === null)
    return reply !== null && reply.cell === null
      ? { text: "replied", tone: "good" }
      : { text: "unfinished", tone: "open" };
  if (result.result.error) return { text: `${result.result.error.kind} error`, tone: "bad" };
  if (reflection && !reflection.accepted) return { text: "turned down", tone: "bad" };
  return result.result.answer === null ? { text: "ran", tone: "good" } : { text: "answered", tone: "good" };
}

function code(cell: string, result: CellResult | null): Html {
  const lines = highlight(cell, { failed: result?.error?.line ?? null, bypassed: result?.bypassed ?? [] });
  return html`<pre class="code" tabindex="0" aria-label="Cell"><code>${lines}</code></pre>`;
}

function outcome(result: CellResult): Html {
  const { restarted, stdout, value, error, bypassed } = result;
  return html`
${stdout !== "" && html`<h4>Output</h4>${block("Output", stdout)}`}
${value !== null && html`<h4>Value</h4>${block("Value", value)}`}
${error && errorBlock(error)}
${restarted && html`<p class="note"><strong>Kernel restarted:</strong> ${restarted.reason}. Back: ${names(restarted.back)}. Lost: ${names(restarted.lost)}.</p>`}
${bypassed.length > 0 && html`<p class="note"><strong>Unchecked:</strong> the type check was cast away in ${bypassed.length === 1 ? "line" : "lines"} ${bypassed.join(", ")}.</p>`}`;
}

/** What matters less than output and pictures, and stands below them. */
function bookkeeping({ variables, hostCalls }: CellResult): Html {
  return html`
${variableTable("New variables", variables.new)}
${variableTable("Changed variables", variables.changed)}
${callTable(hostCalls)}`;
}

function names(list: readonly string[]): string {
  return list.length === 0 ? "nothing" : list.join(", ");
}

function errorBlock({ kind, message, line, column, excerpt, hint }: NonNullable<CellResult["error"]>): Html {
  const place = line === null ? "" : ` in line ${line}${column === null ? "" : `, column ${column}`}`;
  return html`<div class="error">
<p><strong>${kind} error${place}:</strong> ${message}</p>
${excerpt && block("Excerpt", excerpt)}
${hint && html`<p class="hint"><strong>Hint:</strong> ${hint}</p>`}
</div>`;
}

/** Text as it was printed. Focusable, because it may scroll sideways. */
function block(label: string, text: string): Html {
  return html`<pre tabindex="0" aria-label="${label}">${text.trimEnd()}</pre>`;
}

function variableTable(title: string, variables: CellResult["variables"]["new"]): Html | null {
  if (variables.length === 0) return null;
  const rows = variables.map(({ name, summary }) => html`<tr><th scope="row">${name}</th><td>${summary}</td></tr>`);
  return html`<details open><summary>${title}</summary><table>${rows}</table></details>`;
}

function callTable(calls: CellResult["hostCalls"]): Html | null {
  if (calls.length === 0) return null;
  const total = calls.reduce((sum, call) => sum + call.ms, 0);
  const rows = calls.map(
    ({ name, ms, ok }) =>
      html`<tr><th scope="row">${name}</th><td class="number">${formatDuration(ms)}</td><td>${ok ? "ok" : "failed"}</td></tr>`,
  );
  return html`<details><summary>${formatCount(calls.length, "host call")}, ${formatDuration(total)}</summary><table>${rows}</table></details>`;
}

function cost({ reply, result }: Turn): string {
  const parts = [
    reply && `model ${formatDuration(reply.ms)}`,
    reply && formatUsage(reply.usage),
    result && `cell ${formatDuration(result.result.wallMs)}, CPU ${formatDuration(result.result.cpuMs)}`,
  ];
  return parts.filter(Boolean).join(" · ");
}
