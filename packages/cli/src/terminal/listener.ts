import type { AgentEvent } from "@spatialclaw/agent";
import { painter } from "./color.ts";
import { describeEvent, type Style } from "./describe.ts";
import { plainEvent } from "./text.ts";

export interface TerminalOptions {
  readonly stream: Pick<NodeJS.WriteStream, "write">;
  /** See `wantsColor`. */
  readonly color: boolean;
  /** Columns; prose is wrapped to them, code and output are not. */
  readonly width: number;
  /** The run's folder, to name pictures by; without it they are named within the run. */
  readonly folder?: string;
}

/** Prints a run while it goes on. The listener never throws: a broken terminal must not end a run. */
export function createTerminalListener({ stream, color, width, folder }: TerminalOptions): (event: AgentEvent) => void {
  const style: Style = { paint: painter(color), width: Math.max(40, Math.min(width, 100)), folder: folder ?? "" };
  return (event) => {
    try {
      stream.write(`${describeEvent(plainEvent(event), style).join("\n")}\n`);
    } catch {
      // Whoever reads along has gone; the trace has everything.
    }
  };
}
