import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import type { BuildOptions } from "esbuild";

/** A script that is put together from sources with esbuild. */
export interface ScriptSource {
  /** Of its entry in the cache. */
  readonly name: string;
  /** Absolute paths: the source that it begins with, and the package's folder. */
  readonly entry: string;
  readonly packageRoot: string;
  /** Where the build of the npm package puts it: there is no esbuild and no source on a user's machine. */
  readonly readyMade: string;
  readonly build: BuildOptions;
}

/** What a cache entry says about itself: the script is good as long as its inputs have this hash. */
interface CacheEntry {
  readonly inputs: readonly string[];
  readonly hash: string;
  readonly script: string;
}

const scripts = new Map<string, Promise<string>>();

/** The script: ready-made in the package, else bundled once per process and kept on disk between processes. */
export function bundledScript(source: ScriptSource): Promise<string> {
  const known = scripts.get(source.name);
  if (known) return known;
  const script = load(source).catch((error: unknown) => {
    scripts.delete(source.name);
    throw error;
  });
  scripts.set(source.name, script);
  return script;
}

async function load(source: ScriptSource): Promise<string> {
  const { packageRoot, readyMade } = source;
  const shipped = await readFile(readyMade, "utf8").catch(() => null);
  if (shipped !== null) return shipped;
  const folders = [resolve(packageRoot, "../../node_modules/.cache/spatialclaw"), join(tmpdir(), "spatialclaw-cache")];
  for (const folder of folders) {
    const cached = await readCache(folder, source);
    if (cached !== null) return cached;
  }
  const { script, inputs } = await bundleScript(source);
  await writeCache(folders, source, { inputs, hash: await hashOf(inputs, source), script });
  return script;
}

/** Puts a script together anew. `inputs`: every file that is in it, relative to the package's folder. */
export async function bundleScript(source: ScriptSource): Promise<{ script: string; inputs: readonly string[] }> {
  const { entry, packageRoot } = source;
  const { build } = await import("esbuild");
  const options = { ...source.build, entryPoints: [entry], absWorkingDir: packageRoot };
  const { outputFiles, metafile } = await build({ ...options, bundle: true, write: false, metafile: true });
  const script = outputFiles[0]?.text;
  if (script === undefined) throw new Error(`esbuild wrote nothing for ${entry}`);
  return { script, inputs: Object.keys(metafile.inputs).sort() };
}

/** Over the contents of all inputs and the way they are put together; rejects when one is gone. */
async function hashOf(inputs: readonly string[], { entry, packageRoot, build }: ScriptSource): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify({ ...build, entry: relative(packageRoot, entry) }));
  for (const input of inputs) hash.update(`\0${input}\0`).update(await readFile(resolve(packageRoot, input)));
  return hash.digest("hex");
}

async function readCache(folder: string, source: ScriptSource): Promise<string | null> {
  try {
    const cached = JSON.parse(await readFile(join(folder, `${source.name}.json`), "utf8")) as CacheEntry;
    return (await hashOf(cached.inputs, source)) === cached.hash ? cached.script : null;
  } catch {
    return null;
  }
}

/** To the first folder that can be written; without one the next process bundles again. */
async function writeCache(folders: readonly string[], { name }: ScriptSource, cached: CacheEntry): Promise<void> {
  for (const folder of folders) {
    try {
      await mkdir(folder, { recursive: true });
      const partial = join(folder, `${name}.${process.pid}.json`);
      await writeFile(partial, JSON.stringify(cached));
      await rename(partial, join(folder, `${name}.json`));
      return;
    } catch {
      // Read-only: try the next one.
    }
  }
}
