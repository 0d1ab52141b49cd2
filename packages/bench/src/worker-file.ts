import { existsSync } from "node:fs";

/**
 * Where a worker's code is: beside the file that starts it (`here`, its own URL), or in the published package
 * the bundle of that name in dist/.
 */
export function workerFile(here: string, source: string, bundle: string): URL {
  const beside = new URL(source, here);
  if (existsSync(beside)) return beside;
  // packages/bench/src/… as everywhere in the package: dist/ is at its root.
  const root = here.slice(0, here.lastIndexOf("/packages/bench/") + 1);
  return new URL(`dist/${bundle}`, root);
}
