import { InputError } from "@spatialclaw/media";
import { CommanderError } from "commander";

/** Documented in README; scripts branch on them. */
export const EXIT = { answered: 0, usage: 2, noAnswer: 3, environment: 4, interrupted: 130 } as const;

export const EXIT_CODES = `
Exit codes: 0 answered, 2 wrong usage or input, 3 no answer, 4 something is missing on this machine, 130 interrupted.`;

/** Says what went wrong in one line on stderr; returns the exit code. */
export function report(error: unknown): number {
  if (error instanceof CommanderError) return reportUsage(error);
  process.stderr.write(`spatialclaw: ${oneLine(error)}\n`);
  return exitCodeOf(error);
}

/** commander ends by an error for --help and --version as well. */
function reportUsage({ exitCode, code, message }: CommanderError): number {
  if (exitCode === 0) return EXIT.answered;
  if (code !== "commander.help")
    process.stderr.write(`spatialclaw: ${oneLine(message.replace(/^error: /, ""))} (see spatialclaw --help)\n`);
  return EXIT.usage;
}

/** The exit code of an error that ends the command; its message is one line. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof InputError) return error.kind === "usage" ? EXIT.usage : EXIT.environment;
  return EXIT.environment;
}

export function oneLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/\s*\n\s*/g, " ").trim();
}
