import path from "node:path";
import { type AgentEvent, TRACE_FILE } from "@spatialclaw/agent";
import { InputError } from "@spatialclaw/media";
import { writeFullReport, writeReport } from "@spatialclaw/report";
import type { Command } from "commander";
import {
  addOptions,
  type Config,
  flagValues,
  limitsFrom,
  perceptionChoices,
  resolveConfig,
  samplingFrom,
  sessionChoices,
} from "../config/index.ts";
import { EXIT, EXIT_CODES } from "../exit.ts";
import { chooseModel } from "../models.ts";
import type { Result } from "../result.ts";
import { SpatialClaw } from "../spatialclaw.ts";
import { createTerminalListener, formatAnswer, wantsColor } from "../terminal/index.ts";
import { progressLine } from "../terminal/progress.ts";
import { onInterrupt } from "./interrupt.ts";

interface AskFlags extends Readonly<Record<string, unknown>>, Output {
  readonly input: readonly string[];
  readonly reference?: readonly string[];
}

/** What the question is about. */
interface Asked {
  readonly input: readonly string[];
  readonly references?: readonly string[] | undefined;
}

/** What stdout carries; default: the answer alone. */
interface Output {
  readonly json?: boolean;
  readonly jsonl?: boolean;
  /** The page with the scene in it, instead of the small one. */
  readonly report?: boolean;
}

const EXAMPLES = `
Examples:
  spatialclaw ask "How tall is the door?" --input my-capture
  spatialclaw ask "How far did I walk?" --input walk.mp4 --max-fps 2
  spatialclaw ask "Which is nearer to the sofa, the lamp or the plant?" -i my-capture --json
  OPENAI_BASE_URL=http://localhost:8000/v1 spatialclaw ask "…" -i my-capture --model my-model
`;

export function askCommand(root: Command, done: (work: Promise<number>) => void): void {
  const command = root
    .command("ask")
    .description("ask one question; the answer goes to stdout, everything else to stderr")
    .argument("<question>", "in quotes")
    .requiredOption("-i, --input <path...>", "capture folder, pictures, videos: paths, globs, addresses, - for stdin")
    .option("--reference <path...>", "pictures that belong to the question's text")
    .option("--json", "the result as one JSON object on stdout")
    .option("--jsonl", "every event as a line of JSON on stdout")
    .option("--report", "write the page with pictures and scene in it, as spatialclaw report does");
  addOptions(command)
    .addHelpText("after", EXAMPLES + EXIT_CODES)
    .action((question: string, flags: AskFlags) => done(asked(question, flags)));
}

async function asked(question: string, flags: AskFlags): Promise<number> {
  if (flags.json && flags.jsonl) throw new InputError("--json and --jsonl exclude each other; choose one");
  const { input, reference: references } = flags;
  return ask(question, { input, references }, resolveConfig({ flags: flagValues(flags) }), flags);
}

/** The answer on stdout, everything else on stderr. Returns the exit code. */
export async function ask(
  question: string,
  { input, references }: Asked,
  config: Config,
  output: Output = {},
): Promise<number> {
  const progress = progressLine(process.stderr);
  const claw = new SpatialClaw({
    model: chooseModel(config),
    limits: limitsFrom(config),
    recordScene: true,
    inputs: { sampling: samplingFrom(config), onProgress: progress.report },
    perception: perceptionChoices(config, { onProgress: progress.report, notice }),
    ...sessionChoices(config),
  });
  function notice(line: string): void {
    progress.clear();
    process.stderr.write(`spatialclaw: ${line}\n`);
  }
  const interrupt = onInterrupt();
  try {
    const out = config.values.out ?? undefined;
    const run = claw.ask(question, { input, references, out, signal: interrupt.signal });
    const listen = listener(output, run.folder);
    for await (const event of run) {
      progress.clear();
      listen(event);
    }
    const report = await (output.report ? writeFullReport : writeReport)(run.folder);
    return finish(await run.result(), output, { folder: run.folder, report });
  } finally {
    progress.clear();
    interrupt.stop();
  }
}

function listener({ jsonl }: Output, folder: string): (event: AgentEvent) => void {
  if (jsonl) return (event) => process.stdout.write(`${JSON.stringify(event)}\n`);
  const stream = process.stderr;
  return createTerminalListener({ stream, color: wantsColor(stream), width: stream.columns ?? 100, folder });
}

function finish(result: Result, output: Output, { folder, report }: { folder: string; report: string }): number {
  const { answer, reason, message } = result;
  if (output.json) process.stdout.write(`${JSON.stringify({ ...result, ms: Math.round(result.ms), folder })}\n`);
  else if (!output.jsonl && answer) process.stdout.write(`${formatAnswer(answer)}\n`);
  if (output.jsonl && message) process.stderr.write(`spatialclaw: ${message}\n`);
  process.stderr.write(`trace:  ${path.join(folder, TRACE_FILE)}\nreport: ${report}\n`);
  if (answer) return EXIT.answered;
  if (reason === "aborted") return EXIT.interrupted;
  return reason === "model-error" || reason === "failed" ? EXIT.environment : EXIT.noAnswer;
}
