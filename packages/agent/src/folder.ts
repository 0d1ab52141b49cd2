import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";

/**
 * Creates a folder and what is missing above it, one by one: Node's own recursive mkdir never returns where the
 * system refuses a folder with ENOENT, as /proc does.
 */
export function createFolder(folder: string): void {
  const missing: string[] = [];
  for (let at = path.resolve(folder); !existsSync(at); at = path.dirname(at)) missing.push(at);
  for (const next of missing.reverse()) mkdirSync(next);
}
