import { InputError, type Reporter } from "@spatialclaw/media";
import { findManifest } from "./catalogue.ts";
import { locateFiles } from "./locate.ts";
import { type Places, placesFrom } from "./places.ts";
import { checkFile } from "./verify.ts";

export interface VerifiedFile {
  readonly path: string;
  readonly status: "right" | "wrong" | "missing" | "unknown";
  /** What is wrong, one line; null: nothing. */
  readonly problem: string | null;
}

/** Reads every file of a model through. Rejects with InputError when there is no such model. */
export async function verifyModel(
  name: string,
  { places = placesFrom(), report }: { readonly places?: Places; readonly report?: Reporter } = {},
): Promise<readonly VerifiedFile[]> {
  const read = findManifest(name, places);
  const results: VerifiedFile[] = [];
  for (const located of locateFiles(read, places)) {
    const { spec, bytes, sha256 } = located;
    const at = { path: spec.path };
    if (bytes === 0) results.push({ ...at, status: "missing", problem: `${located.file} is missing` });
    else {
      const problem = await checkFile(located, name, places, { again: true, ...(report ? { report } : {}) }).then(
        () => null,
        (error: unknown) => {
          if (error instanceof InputError) return error.message;
          throw error;
        },
      );
      const right = sha256 === null ? "unknown" : "right";
      results.push({ ...at, status: problem === null ? right : "wrong", problem });
    }
  }
  return results;
}
