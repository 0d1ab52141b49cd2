export type { Truth } from "./answer.ts";
export * from "./bench/index.ts";
export { CLIENT_SCRIPT } from "./client-script.ts";
export {
  formatAnswer,
  formatCount,
  formatDuration,
  formatNumber,
  formatOrigin,
  formatReason,
  formatScale,
  formatUsage,
} from "./format.ts";
export type { FullReportOptions } from "./full.ts";
export { startView, writeFullReport, writeSceneFile } from "./lazy.ts";
export { type ReportOptions, renderReport } from "./page.ts";
export type { PictureAddress } from "./pictures.ts";
export { groupTrace, type Run, type Turn } from "./run.ts";
export type { RunningView, ViewOptions } from "./view/server.ts";
export type { BenchReader } from "./view/types.ts";
export { writeReport } from "./write.ts";
