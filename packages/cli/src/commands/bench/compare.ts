import path from "node:path";
import { compareRuns } from "@spatialclaw/bench";
import { InputError } from "@spatialclaw/media";
import { renderComparison } from "@spatialclaw/report";
import { EXIT } from "../../exit.ts";
import { protocolIn } from "./flags.ts";

/** The comparison on stdout, as Markdown or JSON. */
export async function compare(
  a: string,
  b: string,
  flags: { readonly protocol?: string; readonly json?: boolean },
): Promise<number> {
  const { comparisons, problems } = await compareRuns(a, b, protocolIn(flags.protocol));
  if (comparisons.every(({ common }) => common === 0))
    throw new InputError(`${a} and ${b} have no sample in common; compare runs over the same benchmarks and samples`);
  for (const line of problems) process.stderr.write(`spatialclaw: ${line}\n`);
  const names = [a, b].map((folder) => path.basename(path.resolve(folder))) as [string, string];
  process.stdout.write(
    flags.json ? `${JSON.stringify({ a, b, comparisons, problems })}\n` : renderComparison(...names, comparisons),
  );
  return EXIT.answered;
}
