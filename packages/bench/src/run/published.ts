import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Published } from "@spatialclaw/report";

interface PublishedFile {
  readonly source: string;
  readonly model: string;
  readonly systems: Readonly<Record<string, string>>;
  readonly benchmarks: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const FILE = fileURLToPath(new URL("../../../../bench/published/spatialclaw.json", import.meta.url));
let read: PublishedFile | null = null;

function file(): PublishedFile {
  read ??= JSON.parse(readFileSync(FILE, "utf8")) as PublishedFile;
  return read;
}

export const publishedSource = (): string => file().source;

/** What others have published about a benchmark, with other models and protocols than a run's. */
export function publishedFor(benchmark: string): Published[] {
  const { model, systems, benchmarks } = file();
  return Object.entries(benchmarks[benchmark] ?? {}).map(([system, score]) => ({
    system: systems[system] ?? system,
    model,
    score,
  }));
}
