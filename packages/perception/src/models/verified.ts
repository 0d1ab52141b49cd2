import { createHash } from "node:crypto";
import { realpathSync, statSync } from "node:fs";
import path from "node:path";
import { readJson, writeJson } from "@spatialclaw/hub";
import { isObject } from "../onnx/manifest/rules.ts";
import type { Places } from "./places.ts";

/** Remembers which content a file had when it was last read through: reading gigabytes again at every start is slow. */
export function rememberHash(file: string, sha256: string, places: Places): void {
  try {
    const real = realpathSync(file);
    writeJson(noteOf(real, places), { file: real, sha256, ...stamp(real) });
  } catch {
    // Where nothing can be written the file is read again next time.
  }
}

/** null: never read through, or changed since. */
export function rememberedHash(file: string, places: Places): string | null {
  try {
    const real = realpathSync(file);
    const note = readJson(noteOf(real, places));
    const now = stamp(real);
    const isSame = isObject(note) && note.bytes === now.bytes && note.modifiedMs === now.modifiedMs;
    return isSame && typeof note.sha256 === "string" ? note.sha256 : null;
  } catch {
    return null;
  }
}

function noteOf(real: string, places: Places): string {
  const name = createHash("sha256").update(real).digest("hex").slice(0, 32);
  return path.join(places.models, ".verified", `${name}.json`);
}

function stamp(file: string): { readonly bytes: number; readonly modifiedMs: number } {
  const { size, mtimeMs } = statSync(file);
  return { bytes: size, modifiedMs: mtimeMs };
}
