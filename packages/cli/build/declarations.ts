import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { BuildError, DECLARATIONS, EXPORTS, PACKAGE, ROOT, roomFile } from "./layout.ts";

/**
 * Writes the declarations that can be reached from the entry points to types/<room>/, with relative specifiers.
 * @returns The packages that they import.
 */
export function writeDeclarations(): Set<string> {
  compile();
  const packages = new Set<string>();
  const waiting = Object.values(EXPORTS).map((source) => source.replace(/\.ts$/, ".d.ts"));
  const seen = new Set(waiting);
  for (const file of waiting) {
    const text = readFileSync(path.join(DECLARATIONS, file), "utf8");
    checkModule(file, text);
    const shipped = text.replace(SPECIFIER, (_, before: string, specifier: string, after: string) => {
      const target = targetOf(file, specifier);
      if (target === null) {
        packages.add(specifier);
        return `${before}${specifier}${after}`;
      }
      if (!seen.has(target)) {
        seen.add(target);
        waiting.push(target);
      }
      return `${before}${relative(placeOf(file), placeOf(target))}${after}`;
    });
    const place = path.join(PACKAGE, placeOf(file));
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, libraries(shipped) + shipped);
  }
  return packages;
}

/** One program over all rooms, not checked again: that is what `npm run typecheck` is for. */
function compile(): void {
  rmSync(DECLARATIONS, { recursive: true, force: true });
  mkdirSync(DECLARATIONS, { recursive: true });
  const project = path.join(DECLARATIONS, "tsconfig.json");
  // What is found by way of node_modules counts as somebody else's, and nothing is written for it.
  const paths = {
    "@spatialclaw/bench/adapter": [path.join(ROOT, "packages/bench/src/adapter.ts")],
    "@spatialclaw/*": [path.join(ROOT, "packages/*/src/index.ts")],
  };
  const compilerOptions = { composite: false, noCheck: true, rootDir: ROOT, outDir: DECLARATIONS, paths };
  const files = Object.values(EXPORTS).map((file) => path.join(ROOT, file));
  writeFileSync(project, JSON.stringify({ extends: path.join(ROOT, "tsconfig.base.json"), compilerOptions, files }));
  const tsc = path.join(ROOT, "node_modules", "typescript", "bin", "tsc");
  try {
    execFileSync(process.execPath, [tsc, "-p", project], { cwd: ROOT, stdio: "inherit" });
  } catch {
    throw new BuildError("the compiler could not write the declarations; npm run typecheck may say more");
  }
}

/** `from "x"` and `import("x")`, in the regular form in which the compiler writes them. */
const SPECIFIER = /(\bfrom "|\bimport\("|^import ")([^"\n]+)(")/gm;

/** The declaration file behind a specifier; null for a package. */
function targetOf(importer: string, specifier: string): string | null {
  const room = roomFile(specifier);
  if (room === null && !specifier.startsWith(".")) return null;
  const source = room ?? path.posix.join(path.posix.dirname(importer), specifier);
  const target = source.replace(/\.[tj]s$/, ".d.ts");
  if (existsSync(path.join(DECLARATIONS, target))) return target;
  throw new BuildError(`${importer} imports ${target}, which the compiler did not write`);
}

/** A script or a `declare global` would put names into every file of the user's program. */
function checkModule(file: string, text: string): void {
  if (!/^(?:import|export)\b/m.test(text) || /^\s*declare global\b|^\/\/\/ <reference path/m.test(text))
    throw new BuildError(`${file} declares global names, and the public types reach it`);
}

/** Explicit disposal is not yet in every user's `lib`. */
function libraries(text: string): string {
  return /\b(?:Async)?Disposable\b|\bSymbol\.(?:asyncD|d)ispose\b/.test(text)
    ? '/// <reference lib="esnext.disposable" />\n'
    : "";
}

/** "packages/geometry/src/vec.d.ts" -> "types/geometry/vec.d.ts" */
function placeOf(file: string): string {
  return file.replace(/^packages\/([^/]+)\/src\//, "types/$1/");
}

function relative(from: string, to: string): string {
  const steps = path.posix.relative(path.posix.dirname(from), to).replace(/\.d\.ts$/, ".js");
  return steps.startsWith(".") ? steps : `./${steps}`;
}
