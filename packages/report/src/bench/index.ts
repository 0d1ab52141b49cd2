export type * from "./compare-types.ts";
export { renderComparison } from "./comparison.ts";
export { renderBenchReport, renderTable } from "./markdown.ts";
export type * from "./report-types.ts";
export * from "./types.ts";
export { percent, range } from "./words.ts";
