import { mergeRuns } from "@spatialclaw/bench";
import { EXIT } from "../../exit.ts";

export async function merge(out: string, parts: readonly string[]): Promise<number> {
  const { rows, duplicates, problems } = mergeRuns(out, parts);
  for (const line of problems) process.stderr.write(`spatialclaw: ${line}\n`);
  const twice = duplicates > 0 ? `, ${duplicates} of them in several parts` : "";
  process.stderr.write(`${rows} samples${twice}\n`);
  process.stdout.write(`${out}\n`);
  return EXIT.answered;
}
