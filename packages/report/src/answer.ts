import type { Answer } from "@spatialclaw/agent";
import {
  formatAnswer,
  formatDuration,
  formatOrigin,
  formatReason,
  formatScale,
  formatUsage,
  formatValue,
} from "./format.ts";
import { type Html, html } from "./html.ts";
import type { Run } from "./run.ts";

/** What the right answer would have been, where somebody knows. */
export interface Truth {
  readonly answer: string;
  /** null: nobody has compared. */
  readonly isRight: boolean | null;
}

/** The head of the page: what was asked, and what came out. */
export function answerSection(run: Run, truth: Truth | null): Html {
  const { end } = run;
  if (end === null) {
    return html`<section class="answer open"><p class="value long">Unfinished run</p>
<p>The trace has no end: the run was killed or still goes on. It reaches up to ${formatDuration(run.lastMs)} after the start.</p></section>`;
  }
  if (end.answer === null) {
    return html`<section class="answer none" aria-label="Answer"><p class="value long">${formatReason(end.reason)}</p>
${end.message && html`<p>${end.message}</p>`}
${truthLine(truth)}</section>`;
  }
  const { answer } = end;
  const short = formatAnswer(answer);
  return html`<section class="answer" aria-label="Answer">
<p class="value${short.length > 24 && " long"}">${bigValue(answer)}</p>
${answer.text !== short && !isRounded(answer) && html`<p>${answer.text}</p>`}
${truthLine(truth)}
${fallbackNote(end)}
${evidenceFacts(answer)}
</section>`;
}

function truthLine(truth: Truth | null): Html | null {
  if (truth === null) return null;
  const { answer, isRight } = truth;
  const verdict =
    isRight !== null && html` <span class="status ${isRight ? "good" : "bad"}">${isRight ? "right" : "wrong"}</span>`;
  return html`<p class="truth">Truth: ${answer}${verdict}</p>`;
}

function fallbackNote({ answer, message }: NonNullable<Run["end"]>): Html | null {
  const note = answer && formatOrigin(answer.origin);
  return note === null ? null : html`<p class="note"><strong>Fallback.</strong> ${note} ${message}</p>`;
}

function bigValue({ value, unit }: Answer): Html {
  return html`${formatValue(value)}${unit !== null && html`<span class="unit"> ${unit}</span>`}`;
}

/** The text says the same number, with more digits. */
function isRounded({ value, unit, text }: Answer): boolean {
  return typeof value === "number" && text === [value, unit].filter((part) => part !== null).join(" ");
}

function evidenceFacts(answer: Answer): Html {
  const { evidence, scale } = answer;
  const { frames, objects, segment } = evidence;
  return factList([
    ["In full", isRounded(answer) && answer.text !== formatAnswer(answer) ? answer.text : null],
    ["Objects", objects.join(", ")],
    ["Frames", frames.join(", ")],
    ["Segment", segment && `${formatPoint(segment.a)} to ${formatPoint(segment.b)}`],
    ["Scale", scale && formatScale(scale)],
  ]);
}

function formatPoint(point: readonly number[]): string {
  return `(${point.map((x) => x.toFixed(3)).join(", ")})`;
}

/** The foot of the page: how the run went, in numbers. */
export function runSection({ start, end, turns, notices, lastMs }: Run): Html {
  return html`<section id="run"><h2>Run</h2>${factList([
    ["Ended", end ? formatReason(end.reason) : "not yet, or killed"],
    ["Message", end?.message],
    ["Steps", `${end?.steps ?? turns.length} of at most ${start.limits.steps}`],
    ["Time", `${formatDuration(end?.ms ?? lastMs)} of at most ${formatDuration(start.limits.timeoutMs)}`],
    ["Tokens", end && (formatUsage(end.usage) ?? "none")],
    ["Tool calls", end && String(end.toolCalls)],
    ["Model", start.model],
    ["Server", server(turns)],
    ["Perception", start.perception],
    ["Interface", start.interface],
    ["Started", start.startedAt],
    ["Notices", notices.join(" · ")],
  ])}${end && usageTable(end.usageByRole)}</section>`;
}

/** What each part of the loop spent; nothing where nobody counted. */
function usageTable(byRole: NonNullable<Run["end"]>["usageByRole"]): Html | null {
  const used = Object.entries(byRole).filter(([, usage]) => usage.inputTokens + usage.outputTokens > 0);
  if (used.length === 0) return null;
  const number = (n: number) => n.toLocaleString("en-US");
  const rows = used.map(
    ([role, { inputTokens, cachedTokens, outputTokens, costUsd }]) =>
      html`<tr><th scope="row">${role}</th><td class="number">${number(inputTokens)}</td><td class="number">${number(cachedTokens)}</td><td class="number">${number(outputTokens)}</td><td class="number">${costUsd === null ? "not known" : `$${costUsd.toPrecision(2)}`}</td></tr>`,
  );
  return html`<table class="usage"><tr><th scope="col">Asked by</th><td>tokens in</td><td>of them cached</td><td>out</td><td>cost</td></tr>${rows}</table>`;
}

/** Who really answered: servers name their model as they like. */
function server(turns: Run["turns"]): string {
  const servers = turns.map(({ reply }) => reply?.server).filter((found) => found !== null && found !== undefined);
  return [...new Set(servers.map(({ url, model }) => `${model} at ${url}`))].join(", ");
}

/** Facts without a value are left out. */
function factList(facts: readonly (readonly [name: string, value: string | null | undefined])[]): Html {
  const known = facts.filter(([, value]) => value);
  return html`<dl class="facts">${known.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}
