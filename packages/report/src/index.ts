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
export { type ReportOptions, renderReport } from "./page.ts";
export type { PictureAddress } from "./pictures.ts";
export { groupTrace, type Run, type Turn } from "./run.ts";
export { writeReport } from "./write.ts";
