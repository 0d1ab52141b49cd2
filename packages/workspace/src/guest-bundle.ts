import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { BuildOptions, Metafile } from "esbuild";

const packageRoot = fileURLToPath(new URL("..", import.meta.url));
const entry = fileURLToPath(new URL("./guest/main.ts", import.meta.url));
/** Built with the package: there is no esbuild and no source on a user's machine. */
const readyMade = fileURLToPath(new URL("../dist/guest.js", import.meta.url));

const build: BuildOptions = {
  entryPoints: [entry],
  bundle: true,
  write: false,
  format: "iife",
  target: "es2024",
  platform: "neutral",
  mainFields: ["module", "main"],
  charset: "utf8",
  minifyWhitespace: true,
  minifySyntax: true,
  metafile: true,
};

/** What a cache entry says about itself: the script is good as long as its inputs have this hash. */
interface CacheEntry {
  readonly inputs: readonly string[];
  readonly hash: string;
  readonly script: string;
}

let script: Promise<string> | null = null;

/** The script that runs inside the isolate, bundled once per process and kept on disk between processes. */
export function guestScript(): Promise<string> {
  script ??= load().catch((error: unknown) => {
    script = null;
    throw error;
  });
  return script;
}

async function load(): Promise<string> {
  const shipped = await readFile(readyMade, "utf8").catch(() => null);
  if (shipped !== null) return shipped;
  const folders = [resolve(packageRoot, "../../node_modules/.cache/spatialclaw"), join(tmpdir(), "spatialclaw-cache")];
  for (const folder of folders) {
    const cached = await readCache(folder);
    if (cached !== null) return cached;
  }
  const { build: bundle } = await import("esbuild");
  const result = await bundle({ ...build, absWorkingDir: packageRoot });
  const text = result.outputFiles?.[0]?.text;
  if (text === undefined || !result.metafile) throw new Error(`esbuild wrote nothing for ${entry}`);
  const inputs = inputsOf(result.metafile);
  await writeCache(folders, { inputs, hash: await hashOf(inputs), script: text });
  return text;
}

function inputsOf(metafile: Metafile): string[] {
  return Object.keys(metafile.inputs).sort();
}

/** Over the contents of all inputs and the way they are put together; rejects when one is gone. */
async function hashOf(inputs: readonly string[]): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify({ ...build, entryPoints: [relative(packageRoot, entry)] }));
  for (const input of inputs) hash.update(`\0${input}\0`).update(await readFile(resolve(packageRoot, input)));
  return hash.digest("hex");
}

async function readCache(folder: string): Promise<string | null> {
  try {
    const cached = JSON.parse(await readFile(join(folder, "guest.json"), "utf8")) as CacheEntry;
    return (await hashOf(cached.inputs)) === cached.hash ? cached.script : null;
  } catch {
    return null;
  }
}

/** To the first folder that can be written; without one the next process bundles again. */
async function writeCache(folders: readonly string[], cached: CacheEntry): Promise<void> {
  for (const folder of folders) {
    try {
      await mkdir(folder, { recursive: true });
      const partial = join(folder, `guest.${process.pid}.json`);
      await writeFile(partial, JSON.stringify(cached));
      await rename(partial, join(folder, "guest.json"));
      return;
    } catch {
      // Read-only: try the next one.
    }
  }
}
