import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { build, type Metafile, type Plugin } from "esbuild";
import { BuildError, COMMAND, EXPORTS, entryName, fromRoot, PACKAGE, ROOT, roomFile, WORKERS } from "./layout.ts";

export interface Bundle {
  /** Source files that use `import.meta.url`, relative to the repository. */
  readonly readers: ReadonlySet<string>;
  /** Rooms with a file in the bundle, by folder name. */
  readonly rooms: ReadonlySet<string>;
  /** Imports that stay imports: third-party packages and Node's own modules. */
  readonly externals: ReadonlySet<string>;
}

/** Bundles library and command into dist/: one file per entry point, what they share in chunks, packages external. */
export async function bundleSources(): Promise<Bundle> {
  const readers = new Set<string>();
  const library = Object.entries(EXPORTS).map(([subpath, file]) => [entryName(subpath), file]);
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: Object.fromEntries([...library, ["main", COMMAND], ...Object.entries(WORKERS)]),
    outdir: path.join(PACKAGE, "dist"),
    chunkNames: "chunk-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node24",
    packages: "external",
    charset: "utf8",
    metafile: true,
    logLevel: "warning",
    plugins: [rooms(), places(readers)],
  });
  return { readers, rooms: roomsOf(metafile), externals: externalsOf(metafile) };
}

/** `@spatialclaw/x` is a folder of this repository, no package. */
function rooms(): Plugin {
  return {
    name: "rooms",
    setup({ onResolve }) {
      onResolve({ filter: /^@spatialclaw\// }, ({ path: specifier }) => {
        const file = path.join(ROOT, roomFile(specifier) ?? "");
        return existsSync(file) ? { path: file } : { errors: [{ text: `${specifier} is no room of this repository` }] };
      });
    },
  };
}

/**
 * Gives each bundled file the URL that it would have if the package were the repository. All output files lie in
 * dist/, so one step up is the package's root.
 */
function places(readers: Set<string>): Plugin {
  return {
    name: "places",
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, async (args) => {
        const text = await readFile(args.path, "utf8");
        if (!text.includes("import.meta")) return null;
        const file = fromRoot(args.path);
        const other = /import\.meta\.(?!url\b)\w+/.exec(text);
        if (other) throw new BuildError(`${file} uses ${other[0]}, which the bundle cannot keep; take import.meta.url`);
        readers.add(file);
        const place = `new URL(${JSON.stringify(`../${file}`)}, import.meta.url).href`;
        return { contents: text.replaceAll("import.meta.url", place), loader: "ts" };
      });
    },
  };
}

function roomsOf({ inputs }: Metafile): Set<string> {
  const files = Object.keys(inputs).map((file) => /^packages\/([^/]+)\//.exec(file)?.[1]);
  return new Set(files.filter((room) => room !== undefined));
}

function externalsOf({ outputs }: Metafile): Set<string> {
  const imports = Object.values(outputs).flatMap((output) => output.imports);
  return new Set(imports.filter((one) => one.external).map((one) => one.path));
}
