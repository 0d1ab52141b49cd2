import { InputError } from "@spatialclaw/media";
import { type Command, InvalidArgumentError } from "commander";
import { perceptionChoices, resolveConfig } from "../config/index.ts";
import { EXIT } from "../exit.ts";
import { serveTerminal } from "../repl/interactive.ts";
import { serveJson } from "../repl/json.ts";
import { serveScript } from "../repl/script.ts";
import { openSession } from "../repl/session.ts";
import { progressLine } from "../terminal/progress.ts";

interface ReplFlags {
  readonly input?: readonly string[];
  readonly json?: boolean;
  /** commander's form of --check-off. */
  readonly checkOff?: boolean;
  readonly cellTimeout?: number;
  readonly memory?: number;
}

/** Less would not even start a session; more is beyond what timers and heaps take. */
const TIMEOUT_S = { least: 0.1, most: 86_400 };
const MEMORY_MB = { least: 32, most: 65_536 };

export function replCommand(root: Command, done: (work: Promise<number>) => void): void {
  root
    .command("repl")
    .description("write cells yourself, in the session an ask would have")
    .option("-i, --input <path...>", "as for ask; without it the session has no pictures")
    .option("--json", "one JSON object per line on stdin and stdout, see docs/repl.md")
    .option("--check-off", "run cells without the type check: for testing the seal")
    .option("--cell-timeout <seconds>", "for one cell (default 30 of computing, 600 in all)", positive)
    .option("--memory <MB>", "heap of the session (default 1024)", whole)
    .action((flags: ReplFlags) => done(repl(flags)));
}

/** The kernel and the workspace without an agent: for a person, or with --json for a program. */
async function repl(flags: ReplFlags): Promise<number> {
  const { cellTimeout, memory } = flags;
  within("--cell-timeout", cellTimeout, TIMEOUT_S, "s");
  within("--memory", memory, MEMORY_MB, "MB");
  const progress = progressLine(process.stderr);
  const notice = (line: string) => {
    progress.clear();
    process.stderr.write(`spatialclaw: ${line}\n`);
  };
  const session = await openSession({
    opening: { onProgress: progress.report },
    perception: perceptionChoices(resolveConfig(), { onProgress: progress.report, notice }),
    input: flags.input ?? [],
    check: !flags.checkOff,
    limits: {
      ...(cellTimeout === undefined
        ? {}
        : { cpuMs: cellTimeout * 1000, wallMs: cellTimeout * 1000, callMs: cellTimeout * 1000 }),
      ...(memory === undefined ? {} : { memoryMb: memory }),
    },
  });
  progress.clear();
  for (const line of session.warnings) process.stderr.write(`spatialclaw: ${line}\n`);
  const { stdin, stdout } = process;
  // Somebody may stop reading (`… | head -1`): whoever writes learns it from the write.
  stdout.on("error", () => {});
  try {
    if (flags.json) await serveJson(session.kernel, stdin, stdout);
    else if (stdin.isTTY) await serveTerminal(session);
    else await serveScript(session, stdin, stdout);
  } finally {
    await session.close();
  }
  return EXIT.answered;
}

function within(option: string, value: number | undefined, range: { least: number; most: number }, unit: string): void {
  if (value !== undefined && (value < range.least || value > range.most))
    throw new InputError(`${option} ${value}: expected ${range.least} to ${range.most} ${unit}`);
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError("expected a number above 0.");
  return value;
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value <= 0) throw new InvalidArgumentError("expected a whole number above 0.");
  return value;
}
