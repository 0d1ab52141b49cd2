import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PICTURE_FOLDER, readTrace, TRACE_FILE } from "@spatialclaw/agent";
import { InputError } from "@spatialclaw/media";
import { renderReport } from "./page.ts";
import { isPictureName } from "./pictures.ts";

/**
 * Writes `report.html` beside the run's trace and returns its path: a small page that needs the pictures beside it and
 * shows no scene. Rejects with InputError when the trace cannot be read or the file cannot be written.
 */
export async function writeReport(runFolder: string): Promise<string> {
  const lines = await readTrace(join(runFolder, TRACE_FILE));
  return writeWhole(join(runFolder, "report.html"), renderReport(lines, { picture: besideReport }));
}

/** The file is there whole or not at all. Returns its path. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<string> {
  const draft = `${path}.part`;
  try {
    await writeFile(draft, content);
    await rename(draft, path);
    return path;
  } catch (error) {
    await rm(draft, { force: true });
    const reason = error instanceof Error ? (error.message.split(", ")[0] ?? error.message) : String(error);
    throw new InputError(`cannot write ${path}: ${reason}; name a file in a folder that may be written`, "environment");
  }
}

export function besideReport(file: string): string | null {
  return isPictureName(file) ? `${PICTURE_FOLDER}/${file}` : null;
}
