import { serveTerminal } from "../repl/interactive.ts";
import { serveJson } from "../repl/json.ts";
import { openSession } from "../repl/session.ts";
import { EXIT } from "../exit.ts";

export interface ReplFlags {
  readonly input?: readonly string[];
  readonly json?: boolean;
  /** commander's form of --check-off. */
  readonly checkOff?: boolean;
  readonly cellTimeout?: number;
  readonly memory?: number;
}

/** The kernel and the workspace without an agent: for a person, or with --json for a program. */
export async function replCommand(flags: ReplFlags): Promise<number> {
  const { cellTimeout, memory } = flags;
  const session = await openSession({
    input: flags.input ?? [],
    check: !flags.checkOff,
    limits: {
      ...(cellTimeout === undefined
        ? {}
        : { cpuMs: cellTimeout * 1000, wallMs: cellTimeout * 1000, callMs: cellTimeout * 1000 }),
      ...(memory === undefined ? {} : { memoryMb: memory }),
    },
  });
  // Somebody may stop reading: `… | head -1`.
  process.stdout.on("error", () => process.stdout.destroy());
  try {
    if (flags.json) await serveJson(session.kernel, process.stdin, process.stdout);
    else await serveTerminal(session);
  } finally {
    await session.close();
  }
  return EXIT.answered;
}
