import type { Progress, Reporter } from "@spatialclaw/media";

/** What takes less is not worth a line. */
const QUIET_MS = 1000;
const BETWEEN_MS = 100;
const ERASE_LINE = "\r\x1b[K";

interface Terminal {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

export interface ProgressLine {
  readonly report: Reporter;
  /** Before anything else is written. */
  clear(): void;
}

/** One line on a terminal that says how far slow work is, from its first second on; nothing where it is no terminal. */
export function progressLine(stream: Terminal, now: () => number = Date.now): ProgressLine {
  let task = "";
  let begun = 0;
  let shown = Number.NEGATIVE_INFINITY;
  let isOn = false;
  return {
    report(progress) {
      const time = now();
      if (progress.task !== task) [task, begun] = [progress.task, time];
      if (!stream.isTTY || time - begun < QUIET_MS || time - shown < BETWEEN_MS) return;
      shown = time;
      isOn = true;
      stream.write(`${ERASE_LINE}${describe(progress).slice(0, (stream.columns ?? 80) - 1)}`);
    },
    clear() {
      if (isOn) stream.write(ERASE_LINE);
      isOn = false;
    },
  };
}

export function describe({ task, done, total, unit }: Progress): string {
  const amount = (value: number): string => (unit === "bytes" ? `${(value / 2 ** 20).toFixed(1)} MiB` : String(value));
  const of = total === null ? "" : ` of ${amount(total)}`;
  return `${task}: ${amount(done)}${of}${unit === "bytes" ? "" : ` ${unit}`}`;
}
