import type { CaptureInfo } from "../../types.ts";
import type { ExportFrame } from "./frame.ts";

export interface Export {
  readonly capture: CaptureInfo;
  readonly frames: readonly ExportFrame[];
  /** An empty folder. */
  readonly folder: string;
  /** Called after each frame. */
  readonly done: () => void;
}

/** Writes a capture into its folder; returns what was lost, one line each. */
export type Exporter = (capture: Export) => Promise<string[]>;
