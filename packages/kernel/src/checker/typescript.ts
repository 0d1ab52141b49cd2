/**
 * The one door to the compiler: its API is unstable by name, so the version is pinned exactly and nothing else
 * in the project imports it.
 */
export type { Node, NodeArray, SourceFile } from "typescript/unstable/ast";
export { SyntaxKind } from "typescript/unstable/ast";
export type { Diagnostic, Project } from "typescript/unstable/async";
export { API } from "typescript/unstable/async";
