import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { BuildError, ROOT } from "./layout.ts";

const INTRODUCTION = `Third-party software in this package

The scripts that run inside the isolate (packages/workspace/dist/guest.js) and in the pages of reports
(packages/report/dist/client.js) contain the packages below, under their licences.
`;

/**
 * The licences of the packages with a file among `files` (absolute paths). Fails for a package without the text of its
 * licence: nobody may pass it on then.
 */
export function thirdPartyNotices(files: readonly string[]): string {
  const folders = new Set(files.map((file) => packageFolder(path.relative(ROOT, file))).filter((one) => one !== null));
  return [INTRODUCTION, ...[...folders].sort().map(notice)].join(`\n${"-".repeat(80)}\n\n`);
}

function notice(folder: string): string {
  const { name, version } = JSON.parse(readFileSync(path.join(ROOT, folder, "package.json"), "utf8"));
  const [licence] = globSync("{LICENSE,LICENCE,license,licence}{,.md,.txt}", { cwd: path.join(ROOT, folder) });
  if (licence === undefined) throw new BuildError(`${folder} is in a bundled script and brings no licence`);
  return `${name} ${version}\n\n${readFileSync(path.join(ROOT, folder, licence), "utf8").trim()}\n`;
}

/** "node_modules/@a/b/c.js" -> "node_modules/@a/b"; null for a file of ours. */
function packageFolder(file: string): string | null {
  return /^.*node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(file)?.[0] ?? null;
}
