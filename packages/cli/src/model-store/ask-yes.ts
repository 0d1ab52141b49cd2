import { createInterface } from "node:readline/promises";

/** A yes or no on the terminal; null where nobody can be asked. Enter alone is a no. */
export function askerOn(
  input: NodeJS.ReadStream,
  output: NodeJS.WriteStream,
): ((question: string) => Promise<boolean>) | undefined {
  if (!input.isTTY || !output.isTTY) return undefined;
  return async (question) => {
    const lines = createInterface({ input, output });
    try {
      return /^\s*y(?:es)?\s*$/i.test(await lines.question(`${question} [y/N] `));
    } finally {
      lines.close();
    }
  };
}
