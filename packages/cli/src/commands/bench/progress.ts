import type { Progress } from "@spatialclaw/bench";
import { formatDuration, percent } from "@spatialclaw/report";

interface Terminal {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

const ERASE_LINE = "\r\x1b[K";
/** A terminal is redrawn so often; elsewhere a line comes for each tenth of the run, or after so long. */
const REDRAW_MS = 200;
const LINE_MS = 60_000;

export interface RunProgress {
  /** After each row. */
  show(progress: Progress): void;
  /** A line that stays. */
  note(line: string): void;
  /** Work that comes before the samples. */
  task(name: string, done: number, total: number): void;
  /** The last state, as a line. */
  end(progress: Progress): void;
}

/** One line that changes on a terminal, plain lines elsewhere. */
export function runProgress(stream: Terminal, now: () => number = Date.now): RunProgress {
  let shownAt = Number.NEGATIVE_INFINITY;
  let tenth = 0;
  let isOn = false;
  const line = (text: string): void => {
    stream.write(`${isOn ? ERASE_LINE : ""}${text}\n`);
    isOn = false;
  };
  const redraw = (text: string): void => {
    if (now() - shownAt < REDRAW_MS) return;
    shownAt = now();
    isOn = true;
    stream.write(`${ERASE_LINE}${text.slice(0, (stream.columns ?? 80) - 1)}`);
  };
  return {
    show(progress) {
      const text = describeProgress(progress);
      if (stream.isTTY) return redraw(text);
      const reached = Math.floor((10 * progress.done) / Math.max(1, progress.total));
      if (reached <= tenth && now() - shownAt < LINE_MS) return;
      tenth = reached;
      shownAt = now();
      line(text);
    },
    task(name, done, total) {
      if (stream.isTTY) redraw(`${name}: ${done} of ${total}`);
      else if (done === total || now() - shownAt >= LINE_MS / 6) {
        shownAt = now();
        line(`${name}: ${done} of ${total}`);
      }
    },
    note: line,
    end: (progress) => line(describeProgress(progress)),
  };
}

/** "120 of 500 (24 %), score 61.3, 1.2 samples/s, 5 min 16 s left, 2 failed" */
export function describeProgress({ total, done, failed, unanswered, score, rate, secondsLeft }: Progress): string {
  const share = total === 0 ? 100 : Math.floor((100 * done) / total);
  const isOver = done >= total;
  return [
    `${done} of ${total} (${share} %)`,
    ...(score === null ? [] : [`score ${percent(score)}`]),
    ...(rate === null ? [] : [rate >= 0.1 ? `${rate.toFixed(1)} samples/s` : `${(60 * rate).toFixed(1)} samples/min`]),
    ...(secondsLeft === null || isOver ? [] : [`${formatDuration(1000 * secondsLeft)} left`]),
    ...(unanswered > 0 ? [`${unanswered} not answered`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ].join(", ");
}
