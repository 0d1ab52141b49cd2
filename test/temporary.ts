import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Whatever tests and the processes they start leave behind lies in one folder, which goes with the run. */
export default function temporary(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), "spatialclaw-test-"));
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
