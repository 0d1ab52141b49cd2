import { mkdirSync } from "node:fs";
import path from "node:path";
import { attribute } from "@spatialclaw/bench";
import { InputError } from "@spatialclaw/media";
import { costLine, renderAttribution } from "@spatialclaw/report";
import { resolveConfig, type Values } from "../../config/index.ts";
import { EXIT } from "../../exit.ts";
import { chooseModel, OFFLINE } from "../../models.ts";
import { onInterrupt } from "../interrupt.ts";
import { protocolIn } from "./flags.ts";
import { runProgress } from "./progress.ts";
import { writeWhole } from "./write-reports.ts";

export interface AttributeFlags {
  readonly limit?: number;
  readonly concurrency?: number;
  readonly protocol?: string;
  readonly json?: boolean;
}

/** The table on stdout, as Markdown or JSON; progress and cost on stderr. Returns the exit code. */
export async function attributeCommand(
  a: string,
  b: string,
  flags: AttributeFlags,
  given: Partial<Values>,
): Promise<number> {
  const config = resolveConfig({ flags: given });
  const { values } = config;
  if (values.model === OFFLINE)
    throw new InputError("the built-in rules cannot judge; name a language model by --model and --endpoint");
  const out = values.out ?? defaultFolder(a, b);
  const progress = runProgress(process.stderr);
  const interrupt = onInterrupt();
  try {
    const { report, open } = await attribute({
      a,
      b,
      out,
      judge: chooseModel(config),
      concurrency: flags.concurrency ?? 1,
      limit: flags.limit ?? null,
      protocol: protocolIn(flags.protocol),
      tokens: values["limits.tokens"],
      costUsd: values["limits.costUsd"],
      signal: interrupt.signal,
      onProgress: (now) => progress.show(now),
      onNote: (line) => progress.note(`spatialclaw: ${line}`),
    });
    const json = `${JSON.stringify(report)}\n`;
    const markdown = renderAttribution(report);
    mkdirSync(out, { recursive: true });
    writeWhole(path.join(out, "report.json"), json);
    writeWhole(path.join(out, "report.md"), markdown);
    process.stdout.write(flags.json ? json : markdown);
    process.stderr.write(`judging took ${costLine(report.usage)}; ${out}\n`);
    if (interrupt.signal.aborted) return EXIT.interrupted;
    if (open === 0) return EXIT.answered;
    process.stderr.write(
      `spatialclaw: ${open} of the questions are not judged, or in the hands of another process; the same command goes on with them\n`,
    );
    return EXIT.environment;
  } finally {
    interrupt.stop();
  }
}

/** The same for the same runs, so that the same command goes on. */
function defaultFolder(a: string, b: string): string {
  const [first, second] = [a, b].map((folder) => path.basename(path.resolve(folder)));
  return path.join("spatialclaw-runs", `attribute-${first}-${second}`.slice(0, 150));
}
