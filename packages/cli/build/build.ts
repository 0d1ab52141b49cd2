// Makes the npm package `spatialclaw` in .build/npm/ from the workspaces: JavaScript, declarations, assets, manifest.
import { cpSync, globSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CLIENT_SCRIPT } from "@spatialclaw/report";
import { bundleScript, GUEST_SCRIPT } from "@spatialclaw/workspace";
import { checkReaders, copyAssets } from "./assets.ts";
import { bundleSources } from "./bundle.ts";
import { writeDeclarations } from "./declarations.ts";
import { BuildError, fromRoot, PACKAGE, ROOT } from "./layout.ts";
import { checkExternals, dependenciesOf, packageManifest, versionManifest } from "./manifest.ts";
import { thirdPartyNotices } from "./notices.ts";
import { verifyPackage } from "./verify.ts";

/** Stand in the package as they stand in the repository. */
const PAPERS = [
  "README.md",
  "CHANGELOG.md",
  "LICENSE",
  "SECURITY.md",
  "docs/*.md",
  "docs/images/*.webp",
  "bench/slurm/*",
];

async function buildPackage(): Promise<void> {
  rmSync(PACKAGE, { recursive: true, force: true });
  const { readers, rooms, externals } = await bundleSources();
  checkReaders(readers);
  copyAssets();
  const declared = dependenciesOf(rooms);
  checkExternals([...externals, ...writeDeclarations()], declared);

  write("package.json", json(packageManifest(declared)));
  write("packages/cli/package.json", json(versionManifest()));
  write("THIRD_PARTY_NOTICES", thirdPartyNotices(await writeScripts()));
  copy(path.join(import.meta.dirname, "launcher.js"), "bin/spatialclaw.js");
  for (const paper of globSync(PAPERS, { cwd: ROOT })) copy(path.join(ROOT, paper), paper);

  const { files, bytes } = await verifyPackage();
  console.log(`${fromRoot(PACKAGE)}: ${files} files, ${(bytes / 1024).toFixed(0)} KiB`);
}

/** The scripts that are no modules of the package. Returns the files that are in them. */
async function writeScripts(): Promise<string[]> {
  const sources: string[] = [];
  for (const source of [GUEST_SCRIPT, CLIENT_SCRIPT]) {
    const { script, inputs } = await bundleScript(source);
    write(fromRoot(source.readyMade), script);
    sources.push(...inputs.map((input) => path.resolve(source.packageRoot, input)));
  }
  return sources;
}

function write(file: string, text: string): void {
  const place = path.join(PACKAGE, file);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, text);
}

function copy(from: string, to: string): void {
  cpSync(from, path.join(PACKAGE, to), { recursive: true });
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

try {
  await buildPackage();
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  console.error(`build: ${error.message}`);
  process.exitCode = 1;
}
