import { percent, range } from "../words.ts";
import type { Gap, GroupLine, Mean, Score } from "./types.ts";

const NOTHING = "–";
/** The command that fills a gap names all of them. */
const MOST_NAMED = 3;

/** "61.3 (58.1 to 64.4)", with what is missing behind it. */
export function scoreText(score: Score | undefined): string {
  if (!score) return NOTHING;
  const { done, selected, failed } = score;
  const part = done !== null && selected !== null && done < selected ? [`${done} of ${selected}`] : [];
  const bad = failed > 0 ? [`${failed} failed`] : [];
  return numberText(score, [...part, ...bad]);
}

/** The same of a mean: "62.5 (60.1 to 64.9; 2 of 3)" is over two benchmarks of three. */
export function meanText(mean: Mean | null | undefined): string {
  if (!mean) return NOTHING;
  return numberText(mean, mean.over < mean.of ? [`${mean.over} of ${mean.of}`] : []);
}

export function gainText(gain: GroupLine["gain"]): string {
  if (!gain) return "";
  const { score, interval } = gain;
  return interval ? `${signed(score)} (${signed(interval.low)} to ${signed(interval.high)})` : signed(score);
}

export function gapText({ system, missing, unfinished }: Gap): string {
  const parts = [
    ...(missing.length > 0
      ? [`no run of ${missing.length > MOST_NAMED ? `${missing.length} benchmarks` : missing.join(", ")}`]
      : []),
    ...unfinished.map(({ benchmark, run, left }) => `${benchmark}: ${left} samples of ${run} are left (--resume)`),
  ];
  return `${system.name}: ${parts.join("; ")}.`;
}

function numberText({ score, interval }: Pick<Mean, "score" | "interval">, parts: readonly string[]): string {
  const behind = [...(interval ? [range(interval)] : []), ...parts];
  return behind.length > 0 ? `${percent(score)} (${behind.join("; ")})` : percent(score);
}

const signed = (share: number): string => `${share >= 0 ? "+" : "−"}${percent(Math.abs(share))}`;
