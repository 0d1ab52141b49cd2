import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** All hand-written source files below a folder of the repository, as paths relative to its root. */
export function sourceFiles(folder: string): string[] {
  const found: string[] = [];
  const walk = (dir: string): void => {
    for (const entry of readdirSync(path.join(ROOT, dir))) {
      if (entry === "node_modules" || entry === "fixtures" || entry.startsWith(".")) continue;
      const file = path.join(dir, entry);
      if (statSync(path.join(ROOT, file)).isDirectory()) walk(file);
      else if (/\.(?:ts|mts|js|mjs|cjs|css|html|py)$/.test(entry)) found.push(file);
    }
  };
  walk(folder);
  return found;
}
