import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { isRunFolder, reportOn } from "@spatialclaw/bench";
import { InputError } from "@spatialclaw/media";
import { renderBenchReport } from "@spatialclaw/report";
import { EXIT } from "../../exit.ts";
import { protocolIn } from "./flags.ts";
import { writeReports } from "./write-reports.ts";

/** The report on stdout, as Markdown or JSON. A folder of runs gets the paper's tables. */
export async function report(
  runs: readonly string[],
  flags: { readonly protocol?: string; readonly json?: boolean; readonly out?: string },
): Promise<number> {
  const paper = runs.some((folder) => !isRunFolder(folder));
  const made = await reportOn(runs.flatMap(runsIn), { protocol: protocolIn(flags.protocol), paper });
  if (flags.out !== undefined) {
    process.stdout.write(`${writeReports(flags.out, made)}\n`);
    return EXIT.answered;
  }
  process.stdout.write(flags.json ? `${JSON.stringify(made)}\n` : renderBenchReport(made));
  return EXIT.answered;
}

/** A run's folder, or the runs in a folder. */
function runsIn(folder: string): string[] {
  if (isRunFolder(folder) || !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [folder];
  const inside = readdirSync(folder)
    .sort()
    .map((name) => path.join(folder, name))
    .filter(isRunFolder);
  if (inside.length === 0) throw new InputError(`${folder} holds no run; check the path`);
  return inside;
}
