import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Published } from "@spatialclaw/report";

type Scores = Readonly<Record<string, number>>;

/** All scores from 0 to 1. */
export interface PublishedFile {
  readonly source: string;
  /** The backbone of `benchmarks`, `average` and `agents`. */
  readonly model: string;
  readonly systems: Readonly<Record<string, string>>;
  readonly benchmarks: Readonly<Record<string, Scores>>;
  /** By interface, over the 20 benchmarks. */
  readonly average: Scores;
  /** By backbone and interface: the five categories, and `average` over the 20 benchmarks. */
  readonly categories: Readonly<Record<string, Readonly<Record<string, Scores>>>>;
  /** By system, over the 20 benchmarks; what else is to be said of some of them. */
  readonly agents: Scores;
  readonly agentNotes: Readonly<Record<string, string>>;
  /** Over fewer benchmarks, which are not named. */
  readonly ablations: {
    readonly backbone: string;
    readonly benchmarks: number;
    readonly samplesEach: number;
    readonly rows: Readonly<Record<string, Scores>>;
  };
  /** What the judge found behind questions that code answered and another interface did not. */
  readonly attribution: {
    readonly "code-composition": number;
    readonly "control-flow": number;
    readonly "interface-neutral": number;
    readonly judge: string;
  };
}

const FILE = fileURLToPath(new URL("../../../../bench/published/spatialclaw.json", import.meta.url));
let read: PublishedFile | null = null;

export function published(): PublishedFile {
  read ??= JSON.parse(readFileSync(FILE, "utf8")) as PublishedFile;
  return read;
}

export const publishedSource = (): string => published().source;

/** What others have published about a benchmark, with other models and protocols than a run's. */
export function publishedFor(benchmark: string): Published[] {
  const { model, systems, benchmarks } = published();
  return Object.entries(benchmarks[benchmark] ?? {}).map(([system, score]) => ({
    system: systems[system] ?? system,
    model,
    score,
  }));
}
