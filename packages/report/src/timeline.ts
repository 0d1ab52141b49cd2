import { formatDuration } from "./format.ts";
import { type Html, html } from "./html.ts";
import type { Run, Turn } from "./run.ts";

/** Where time went: a call of the model, the check before a cell runs, a tool, the cell's own computing, the rest. */
export type SpanKind = "model" | "check" | "tool" | "cell" | "rest";

export interface Span {
  readonly kind: SpanKind;
  /** `model`, or the tool's name. */
  readonly what: string;
  /** Milliseconds since the run began. */
  readonly from: number;
  readonly ms: number;
}

export interface TimelineRow {
  readonly name: string;
  /** Of the step on the page; null: it has none. */
  readonly link: string | null;
  readonly spans: readonly Span[];
}

/**
 * A row for the plan, each step and the last question. Calls of tools have no times of their own in a trace: within a
 * step they follow each other in their order, after the check.
 */
export function timelineRows({ plan, turns, fallback }: Run, idOf: (turn: number) => string): TimelineRow[] {
  return [
    ...(plan ? [{ name: "Plan", link: null, spans: [model(plan.t, plan.ms)] }] : []),
    ...turns.map((turn, i) => ({ name: `Step ${turn.step}`, link: idOf(i), spans: spansOf(turn) })),
    ...(fallback ? [{ name: "Last question", link: null, spans: [model(fallback.t, fallback.ms)] }] : []),
  ];
}

function spansOf({ reply, result, reflection }: Turn): Span[] {
  const spans: Span[] = reply ? [model(reply.t, reply.ms)] : [];
  if (reply && result) {
    const { hostCalls, cpuMs, wallMs, ran } = result.result;
    const tools = hostCalls.reduce((sum, { ms }) => sum + ms, 0);
    let at = reply.t;
    const add = (kind: SpanKind, what: string, ms: number): void => {
      if (ms > 0) spans.push({ kind, what, from: at, ms });
      at += Math.max(0, ms);
    };
    add("check", "check", ran ? wallMs - cpuMs - tools : wallMs);
    for (const { name, ms } of hostCalls) add("tool", name, ms);
    add("cell", "cell", cpuMs);
    add("rest", "pictures and messages", result.t - at);
  }
  if (reflection) spans.push(model(reflection.t, reflection.ms));
  return spans;
}

function model(t: number, ms: number): Span {
  return { kind: "model", what: "model", from: Math.max(0, t - ms), ms };
}

/** Bars on one scale, and what each kind of work took in all. */
export function timelineSection(run: Run, idOf: (turn: number) => string): Html | null {
  const rows = timelineRows(run, idOf).filter(({ spans }) => spans.length > 0);
  const total = Math.max(
    run.end?.ms ?? 0,
    run.lastMs,
    ...rows.flatMap(({ spans }) => spans.map(({ from, ms }) => from + ms)),
  );
  if (rows.length === 0 || total <= 0) return null;
  return html`<section id="time"><h2>Where the time went</h2>
<table class="timeline">${rows.map((row) => rowHtml(row, total))}</table>
<ul class="totals">${totals(rows).map(({ kind, what, ms }) => html`<li><i class="span ${kind}"></i>${what} <span class="number">${formatDuration(ms)}</span></li>`)}</ul>
<p class="cost">${formatDuration(total)} from the first event to the last. Within a step, tools are drawn one after the other.</p>
</section>`;
}

/** SVG, because the page's policy allows no style of a single element. */
function rowHtml({ name, link, spans }: TimelineRow, total: number): Html {
  const bars = spans.map(({ kind, what, from, ms }) => {
    const x = ((1000 * from) / total).toFixed(2);
    const width = Math.max(1.5, (1000 * ms) / total).toFixed(2);
    return html`<rect class="span ${kind}" x="${x}" y="0" width="${width}" height="10"><title>${what}: ${formatDuration(ms)}</title></rect>`;
  });
  const label = link === null ? name : html`<a href="#${link}">${name}</a>`;
  const sum = spans.reduce((ms, span) => ms + span.ms, 0);
  return html`<tr><th scope="row">${label}</th><td><svg viewBox="0 0 1000 10" preserveAspectRatio="none" role="img" aria-label="${spans.map(({ what, ms }) => `${what} ${formatDuration(ms)}`).join(", ")}">${bars}</svg></td><td class="number">${formatDuration(sum)}</td></tr>`;
}

function totals(rows: readonly TimelineRow[]): Span[] {
  const sums = new Map<string, Span>();
  for (const span of rows.flatMap(({ spans }) => spans)) {
    const before = sums.get(span.what);
    sums.set(span.what, before ? { ...before, ms: before.ms + span.ms } : span);
  }
  return [...sums.values()].sort((a, b) => b.ms - a.ms);
}
