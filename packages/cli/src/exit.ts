import { InputError } from "@spatialclaw/media";

/** Documented in README; scripts branch on them. */
export const EXIT = { answered: 0, usage: 2, noAnswer: 3, environment: 4, interrupted: 130 } as const;

/** The exit code of an error that ends the command; its message is one line. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof InputError) return error.kind === "usage" ? EXIT.usage : EXIT.environment;
  return EXIT.environment;
}

export function oneLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/\s*\n\s*/g, " ").trim();
}
