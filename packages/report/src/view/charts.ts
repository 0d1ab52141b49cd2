import { formatDuration } from "../format.ts";
import { type Html, html } from "../html.ts";
import { STEPS } from "./query.ts";
import type { Entry } from "./types.ts";

/** Groups of one chart that are shown. */
const MOST_BARS = 24;

interface Bar {
  readonly name: string;
  /** 0 to 1. */
  readonly share: number;
  readonly text: string;
}

/** What the listed runs say together. */
export function charts(entries: readonly Entry[]): Html | null {
  if (entries.length < 2) return null;
  const scored = entries.filter(({ isRight }) => isRight !== null);
  const byBenchmark = accuracy(scored, ({ benchmark }) => benchmark);
  const byType = accuracy(scored, ({ type }) => type);
  const byRun = accuracy(scored, ({ run }) => run);
  return html`<div class="charts">
${byRun.length > 1 && chart("Right, by run", byRun)}
${chart("Right, by benchmark", byBenchmark)}
${chart("Steps", counts(entries, stepsOf, Object.keys(STEPS)))}
${chart(
  "Time",
  counts(
    entries,
    timeOf,
    TIMES.map(([name]) => name),
  ),
)}
${chart("Cells that failed", counts(entries, errorsOf, ["none", "1", "2–3", "4 and more"]))}
${chart(
  "How runs ended",
  counts(entries, ({ status }) => status, ["answered", "unanswered", "failed", "running", "unfinished", "unreadable"]),
)}
${byType.length > 1 && chart("Right, by question type", byType)}
</div>`;
}

function accuracy(entries: readonly Entry[], keyOf: (entry: Entry) => string | null): Bar[] {
  const groups = Map.groupBy(
    entries.filter((entry) => keyOf(entry) !== null),
    (entry) => keyOf(entry) as string,
  );
  const bars = [...groups].map(([name, group]) => {
    const right = group.filter(({ isRight }) => isRight).length;
    const share = right / group.length;
    return { name, share, text: `${(100 * share).toFixed(1)} % of ${group.length}` };
  });
  return bars.sort((a, b) => b.share - a.share).slice(0, MOST_BARS);
}

function counts(entries: readonly Entry[], keyOf: (entry: Entry) => string | null, order: readonly string[]): Bar[] {
  const sums = new Map<string, number>();
  for (const entry of entries) {
    const key = keyOf(entry);
    if (key !== null) sums.set(key, (sums.get(key) ?? 0) + 1);
  }
  const most = Math.max(1, ...sums.values());
  return order.flatMap((name) => {
    const count = sums.get(name);
    return count === undefined ? [] : [{ name, share: count / most, text: String(count) }];
  });
}

function stepsOf({ steps, status }: Entry): string | null {
  if (status === "unreadable") return null;
  return Object.entries(STEPS).find(([, [least, most]]) => steps >= least && steps <= most)?.[0] ?? null;
}

const TIMES = [1000, 5000, 15_000, 60_000, 300_000, Number.POSITIVE_INFINITY].map((most, i, all): [string, number] => [
  most === Number.POSITIVE_INFINITY ? `over ${formatDuration(all[i - 1] as number)}` : `up to ${formatDuration(most)}`,
  most,
]);

function timeOf({ ms }: Entry): string | null {
  return ms > 0 ? (TIMES.find(([, most]) => ms <= most)?.[0] ?? null) : null;
}

function errorsOf({ errors }: Entry): string | null {
  if (errors === null) return null;
  return errors === 0 ? "none" : errors === 1 ? "1" : errors < 4 ? "2–3" : "4 and more";
}

function chart(title: string, bars: readonly Bar[]): Html | null {
  if (bars.length === 0) return null;
  const rows = bars.map(
    ({ name, share, text }) =>
      html`<tr><th scope="row">${name}</th><td class="bar"><svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="${(100 * share).toFixed(2)}" height="8"/></svg></td><td class="number">${text}</td></tr>`,
  );
  return html`<section class="chart"><h2>${title}</h2><table>${rows}</table></section>`;
}
