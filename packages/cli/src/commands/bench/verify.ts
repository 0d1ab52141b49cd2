import path from "node:path";
import { Dataset, openBenchmark, verify } from "@spatialclaw/bench";
import { EXIT } from "../../exit.ts";

/** Of what is missing so many files are named. */
const SHOWN = 10;

/** A line or more a benchmark on stdout; exit code 4 when something is missing. */
export async function verifyCommand(
  names: readonly string[],
  { data = "data", json }: { readonly data?: string; readonly json?: boolean },
): Promise<number> {
  const found = [];
  for (const name of names) {
    const benchmark = await openBenchmark(name);
    const { card, adapter } = benchmark;
    const root = adapter.home?.(card) ?? path.join(data, card.dataset.folder);
    found.push({ name: card.benchmark, root, ...(await verify(benchmark, new Dataset(card, root))) });
  }
  const isWhole = found.every(({ missing, problems, samples }) => missing.size + problems.length === 0 && samples > 0);
  if (json) {
    const plain = found.map((one) => ({ ...one, missing: Object.fromEntries(one.missing) }));
    process.stdout.write(`${JSON.stringify({ benchmarks: plain })}\n`);
    return isWhole ? EXIT.answered : EXIT.environment;
  }
  for (const { name, root, samples, expected, missing, problems } of found) {
    const of = expected === null ? "" : ` of ${expected}`;
    process.stdout.write(`${name}: ${samples}${of} samples in ${root}, ${missing.size} files missing\n`);
    for (const line of problems) process.stdout.write(`  ${line}\n`);
    for (const [file, times] of [...missing].slice(0, SHOWN))
      process.stdout.write(`  missing: ${file} (${times} ${times === 1 ? "sample" : "samples"})\n`);
    if (missing.size > SHOWN) process.stdout.write(`  and ${missing.size - SHOWN} more\n`);
  }
  return isWhole ? EXIT.answered : EXIT.environment;
}
