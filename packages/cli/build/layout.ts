import path from "node:path";
import { fileURLToPath } from "node:url";

/** The repository. */
export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** The npm package, ready for `npm pack`; made anew by every build. */
export const PACKAGE = path.join(ROOT, ".build", "npm");

/** Where the compiler writes declarations for the package, in the repository's layout. */
export const DECLARATIONS = path.join(ROOT, ".build", "declarations");

/** What `import` finds in the package: subpath to the source file behind it, relative to the repository. */
export const EXPORTS: Readonly<Record<string, string>> = {
  ".": "packages/cli/src/index.ts",
  "./bench": "packages/cli/src/bench.ts",
  "./geometry": "packages/cli/src/geometry.ts",
  "./kernel": "packages/cli/src/kernel.ts",
  "./perception": "packages/cli/src/perception.ts",
};

/** The command; `launcher.js` starts it. */
export const COMMAND = "packages/cli/src/main.ts";

/** Files that run in a thread or process of their own: the name of their bundle in dist/, and the source. */
export const WORKERS: Readonly<Record<string, string>> = {
  "perception-probe": "packages/perception/src/onnx/runtime/providers/probe-process.ts",
  "perception-worker": "packages/perception/src/onnx/runtime/worker.ts",
  "synth-worker": "packages/bench/src/synth/benchmark/build-worker.ts",
  "unpack-worker": "packages/bench/src/data/readers/unpack-worker.ts",
};

/** "./geometry" -> "geometry", "." -> "index": the name of an entry point's file in dist/. */
export function entryName(subpath: string): string {
  return subpath === "." ? "index" : subpath.slice("./".length);
}

/** "@spatialclaw/bench/adapter" -> "packages/bench/src/adapter.ts"; null for anything but a room. */
export function roomFile(specifier: string): string | null {
  const [, room, module = "index"] = /^@spatialclaw\/([^/]+)(?:\/(.+))?$/.exec(specifier) ?? [];
  return room === undefined ? null : `packages/${room}/src/${module}.ts`;
}

/** With forward slashes, as import specifiers and esbuild's metafile have it. */
export function fromRoot(file: string): string {
  return path.relative(ROOT, file).replaceAll(path.sep, "/");
}

/** Ends the build with one line. */
export class BuildError extends Error {}
