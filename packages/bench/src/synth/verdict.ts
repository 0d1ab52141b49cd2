import type { Result } from "./bench.ts";
import { countOutcomes } from "./table.ts";

/** Shares of the questions asked. */
const BARS = { right: 0.95, wrong: 0.02 } as const;

export interface Verdict {
  readonly passed: boolean;
  /** The bars and whether each is met. */
  readonly text: string;
  readonly misses: readonly Result[];
}

export function verdict(results: readonly Result[]): Verdict {
  const { right, wrong } = countOutcomes(results);
  const enough = right >= BARS.right * results.length && results.length > 0;
  const fewWrong = wrong <= BARS.wrong * results.length;
  const share = (n: number): string => (results.length === 0 ? "-" : `${((100 * n) / results.length).toFixed(1)} %`);
  return {
    passed: enough && fewWrong,
    misses: results.filter((result) => result.score.outcome !== "right"),
    text: [
      `${enough ? "met" : "MISSED"}: right ${share(right)}, bar at least ${100 * BARS.right} %`,
      `${fewWrong ? "met" : "MISSED"}: answered but wrong ${share(wrong)}, bar at most ${100 * BARS.wrong} %`,
    ].join("\n"),
  };
}

/** What went wrong, one block per question. */
export function formatMisses(misses: readonly Result[]): string {
  return misses
    .map(({ question, reply, score }) =>
      [
        `${score.outcome}: ${question.id}`,
        ...question.text.split("\n").map((line) => `  ${line}`),
        `  truth ${question.answer}, reply ${reply.value ?? "none"}${reply.message ? `: ${reply.message}` : ""}`,
      ].join("\n"),
    )
    .join("\n");
}

/** Reasons why candidates were not asked, over all rooms, the most frequent first. */
export function formatDropped(rooms: readonly Readonly<Record<string, number>>[]): string {
  const sums = new Map<string, number>();
  for (const [reason, times] of rooms.flatMap((room) => Object.entries(room)))
    sums.set(reason, (sums.get(reason) ?? 0) + times);
  const lines = [...sums]
    .sort((a, b) => b[1] - a[1])
    .map(([reason, times]) => `${String(times).padStart(7)}  ${reason}`);
  return ["not asked, since not well-posed:", ...lines].join("\n");
}
