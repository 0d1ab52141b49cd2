import path from "node:path";
import { type Benchmark, Dataset, openBenchmark, type Verified, verify } from "@spatialclaw/bench";
import { EXIT } from "../../exit.ts";

/** Of what is missing so many files are named. */
const SHOWN = 10;

export interface VerifiedData extends Verified {
  readonly name: string;
  readonly root: string;
}

/** A line or more a benchmark on stdout; exit code 4 when something is missing. */
export async function verifyCommand(
  names: readonly string[],
  { data = "data", json }: { readonly data?: string; readonly json?: boolean },
): Promise<number> {
  const found: VerifiedData[] = [];
  for (const name of names) found.push(await verifyData(await openBenchmark(name), data));
  const lines = json
    ? [JSON.stringify({ benchmarks: found.map(verifiedJson) })]
    : found.flatMap((one) => describeVerified(one));
  process.stdout.write(`${lines.join("\n")}\n`);
  return found.every(isWhole) ? EXIT.answered : EXIT.environment;
}

/** @param data Holds the data sets' folders. */
export async function verifyData(benchmark: Benchmark, data: string): Promise<VerifiedData> {
  const { card, adapter } = benchmark;
  const root = adapter.home?.(card) ?? path.join(data, card.dataset.folder);
  return { name: card.benchmark, root, ...(await verify(benchmark, new Dataset(card, root))) };
}

export function isWhole({ missing, problems, samples }: VerifiedData): boolean {
  return missing.size + problems.length === 0 && samples > 0;
}

export function verifiedJson(one: VerifiedData): object {
  return { ...one, missing: Object.fromEntries(one.missing) };
}

export function describeVerified({ name, root, samples, expected, missing, problems }: VerifiedData): string[] {
  const of = expected === null ? "" : ` of ${expected}`;
  const more = missing.size - SHOWN;
  return [
    `${name}: ${samples}${of} samples in ${root}, ${missing.size} files missing`,
    ...problems.map((line) => `  ${line}`),
    ...[...missing]
      .slice(0, SHOWN)
      .map(([file, times]) => `  missing: ${file} (${times} ${times === 1 ? "sample" : "samples"})`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}
