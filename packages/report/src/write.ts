import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PICTURE_FOLDER, readTrace, TRACE_FILE } from "@spatialclaw/agent";
import { renderReport } from "./page.ts";

/** Writes `report.html` beside the run's trace and returns its path. Rejects with InputError when the trace cannot be read. */
export async function writeReport(runFolder: string): Promise<string> {
  const lines = await readTrace(join(runFolder, TRACE_FILE));
  const path = join(runFolder, "report.html");
  await writeFile(`${path}.part`, renderReport(lines, { picture: besideReport }));
  await rename(`${path}.part`, path);
  return path;
}

/** Only plain file names: a trace from elsewhere must not point its report at other files. */
function besideReport(file: string): string | null {
  return /^\w[\w.-]*$/.test(file) ? `${PICTURE_FOLDER}/${file}` : null;
}
