import { readFileSync } from "node:fs";
import path from "node:path";
import { BuildError, EXPORTS, entryName, ROOT } from "./layout.ts";

/** What the build reads of a room's package.json. */
interface RoomManifest {
  readonly name: string;
  readonly version: string;
  readonly description?: string;
  readonly keywords?: readonly string[];
  readonly license: string;
  readonly engines?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface Dependencies {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

/** All that the build writes, named: what else lies in the folder is not published. */
const FILES = [
  ...["bench", "bin", "dist", "docs", "models", "packages", "prompts", "test/fixtures/room", "types"],
  ...["CHANGELOG.md", "SECURITY.md", "THIRD_PARTY_NOTICES"],
];

/** Only for work on the repository: the package brings what they would make. */
const DEVELOPMENT_ONLY = new Set(["esbuild"]);

/** The third-party packages of all rooms in the bundle, with the ranges that the rooms ask for. */
export function dependenciesOf(rooms: ReadonlySet<string>): Dependencies {
  const manifests = [...rooms].map((room) => readManifest(`packages/${room}`));
  const optionalDependencies = union(manifests.map((manifest) => manifest.optionalDependencies ?? {}));
  const needed = union(manifests.map((manifest) => manifest.dependencies ?? {}));
  return { dependencies: needed, optionalDependencies };
}

/** Fails when the bundle imports a package that nobody would install. */
export function checkExternals(externals: Iterable<string>, declared: Dependencies): void {
  for (const specifier of externals) {
    if (specifier.startsWith("node:")) continue;
    const name = packageName(specifier);
    if (name in declared.dependencies || name in declared.optionalDependencies || DEVELOPMENT_ONLY.has(name)) continue;
    throw new BuildError(`${specifier} is imported, but no room in the bundle has ${name} among its dependencies`);
  }
}

/** The package.json of the published package. */
export function packageManifest(declared: Dependencies): Readonly<Record<string, unknown>> {
  const { name, version, description, keywords, license, engines } = readManifest("packages/cli");
  const exports = Object.entries(EXPORTS).map(([subpath, source]) => [
    subpath,
    { types: declarationOf(source), default: `./dist/${entryName(subpath)}.js` },
  ]);
  return {
    name,
    version,
    description,
    keywords,
    license,
    type: "module",
    engines,
    bin: { spatialclaw: "bin/spatialclaw.js" },
    files: FILES,
    exports: { ...Object.fromEntries(exports), "./package.json": "./package.json" },
    ...declared,
  };
}

/** What the command reads its version from. */
export function versionManifest(): Readonly<Record<string, unknown>> {
  const { name, version } = readManifest("packages/cli");
  return { name, version, private: true, type: "module" };
}

/** "packages/geometry/src/index.ts" -> "./types/geometry/index.d.ts" */
function declarationOf(source: string): string {
  return source.replace(/^packages\/([^/]+)\/src\/(.*)\.ts$/, "./types/$1/$2.d.ts");
}

/** "@scope/name/sub" -> "@scope/name" */
function packageName(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

function union(lists: readonly Readonly<Record<string, string>>[]): Record<string, string> {
  const ranges = new Map<string, string>();
  for (const [name, range] of lists.flatMap((list) => Object.entries(list))) {
    if (name.startsWith("@spatialclaw/")) continue;
    const other = ranges.get(name);
    if (other !== undefined && other !== range)
      throw new BuildError(`two rooms ask for different ranges of ${name}: ${other} and ${range}`);
    ranges.set(name, range);
  }
  return Object.fromEntries([...ranges].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function readManifest(folder: string): RoomManifest {
  return JSON.parse(readFileSync(path.join(ROOT, folder, "package.json"), "utf8")) as RoomManifest;
}
