import { createRequire } from "node:module";
import path from "node:path";

/**
 * The one door to the compiler: its API is unstable by name, so the version is pinned exactly and nothing else
 * in the project imports it.
 */
export type { Node, NodeArray, SourceFile } from "typescript/unstable/ast";
export { SyntaxKind } from "typescript/unstable/ast";
export type { Diagnostic, Project, Snapshot, Type } from "typescript/unstable/async";
export { API, ObjectFlags, SymbolFlags, TypeFlags } from "typescript/unstable/async";
export type { FileSystem } from "typescript/unstable/fs";

/** The native compiler of this platform, which comes as a package of its own beside `typescript`. */
export function compilerPath(): string {
  const typescript = createRequire(import.meta.url).resolve("typescript/package.json");
  const name = `@typescript/typescript-${process.platform}-${process.arch}/package.json`;
  const binary = createRequire(typescript).resolve(name);
  return path.join(path.dirname(binary), "lib", process.platform === "win32" ? "tsc.exe" : "tsc");
}
