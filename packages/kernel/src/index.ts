export type { GuestHost } from "./guest-api.ts";
export { createKernel } from "./kernel.ts";
export { DEFAULT_LIMITS, MAX_CELL_BYTES, MAX_NESTING } from "./limits.ts";
export { keepKernelsWarm, type WarmOptions } from "./pool/warm.ts";
export type {
  CellError,
  CellResult,
  ErrorKind,
  Hint,
  HostCall,
  HostTools,
  Json,
  Kernel,
  KernelLimits,
  KernelOptions,
  VariableSummary,
} from "./types.ts";
