import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { InputError } from "@spatialclaw/media";
import { z } from "zod";

/** The argument that says what to look at. */
export const INPUT = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
  .describe("A capture folder, a folder of pictures, or pictures; relative paths are relative to the server's root.");

/**
 * Paths that a client named, inside the root. The client speaks for a model that may have read a hostile page: what
 * lies elsewhere on this machine is none of its business. Throws InputError.
 */
export function insideRoot(root: string, input: string | readonly string[]): string[] {
  const top = realpathSync(root);
  return (typeof input === "string" ? [input] : input).map((named) => {
    const wanted = path.resolve(top, named);
    const isThere = existsSync(wanted);
    const real = isThere ? realpathSync(wanted) : wanted;
    if (real !== top && !real.startsWith(top + path.sep))
      throw new InputError(`${JSON.stringify(named)} lies outside ${top}; start spatialclaw mcp with --root <folder>`);
    // What does not exist would be read as a pattern, and patterns lead elsewhere.
    if (!isThere) throw new InputError(`there is no file or folder ${JSON.stringify(named)} in ${top}; check the path`);
    return real;
  });
}
