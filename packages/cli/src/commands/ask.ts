import path from "node:path";
import type { AgentEvent, RunEnd } from "@spatialclaw/agent";
import { InputError } from "@spatialclaw/media";
import { writeReport } from "@spatialclaw/report";
import { EXIT, exitCodeOf, oneLine } from "../exit.ts";
import { SpatialClaw } from "../spatialclaw.ts";
import { createTerminalListener, formatAnswer, wantsColor } from "../terminal/index.ts";

export interface AskFlags {
  readonly input: readonly string[];
  readonly model?: string;
  readonly json?: boolean;
  readonly jsonl?: boolean;
  readonly maxSteps?: number;
  readonly timeout?: number;
  readonly out?: string;
}

/** The answer on stdout, everything else on stderr. Returns the exit code. */
export async function askCommand(question: string, flags: AskFlags): Promise<number> {
  if (flags.json && flags.jsonl) throw new InputError("--json and --jsonl exclude each other; choose one");
  const claw = new SpatialClaw({ model: flags.model });
  const interrupt = onInterrupt();
  try {
    const run = claw.ask(question, {
      input: flags.input,
      out: flags.out,
      signal: interrupt.signal,
      limits: {
        ...(flags.maxSteps === undefined ? {} : { steps: flags.maxSteps }),
        ...(flags.timeout === undefined ? {} : { timeoutMs: flags.timeout * 1000 }),
      },
    });
    const listen = listener(flags, run.folder);
    for await (const event of run) listen(event);
    const report = await writeReport(run.folder);
    return finish(await run.result(), flags, { folder: run.folder, report });
  } finally {
    interrupt.stop();
  }
}

function listener(flags: AskFlags, folder: string): (event: AgentEvent) => void {
  if (flags.jsonl) return (event) => process.stdout.write(`${JSON.stringify(event)}\n`);
  const stream = process.stderr;
  return createTerminalListener({ stream, color: wantsColor(stream), width: stream.columns ?? 100, folder });
}

function finish(end: RunEnd, flags: AskFlags, { folder, report }: { folder: string; report: string }): number {
  const { answer, reason, message, steps, usage } = end;
  if (flags.json) {
    process.stdout.write(
      `${JSON.stringify({ answer, reason, message, steps, ms: Math.round(end.ms), usage, folder })}\n`,
    );
  } else if (!flags.jsonl && answer) process.stdout.write(`${formatAnswer(answer)}\n`);
  if (flags.jsonl && message) process.stderr.write(`spatialclaw: ${message}\n`);
  process.stderr.write(`trace:  ${path.join(folder, "trace.jsonl")}\nreport: ${report}\n`);
  if (answer) return EXIT.answered;
  if (reason === "aborted") return EXIT.interrupted;
  return reason === "model-error" || reason === "failed" ? EXIT.environment : EXIT.noAnswer;
}

/** The first Ctrl-C ends the run in order, with a readable trace; the second ends the program. */
function onInterrupt(): { signal: AbortSignal; stop(): void } {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort(new Error("interrupted"));
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return {
    signal: controller.signal,
    stop() {
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
    },
  };
}

/** For main: an error becomes one line on stderr and its exit code. */
export function report(error: unknown): number {
  process.stderr.write(`spatialclaw: ${oneLine(error)}\n`);
  return exitCodeOf(error);
}
