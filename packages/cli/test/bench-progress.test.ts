import { describe, expect, it } from "vitest";
import { describeProgress, runProgress } from "../src/commands/bench/progress.ts";

const START = { total: 200, done: 0, failed: 0, unanswered: 0, score: null, rate: null, secondsLeft: null };

function recorded(isTTY: boolean) {
  const written: string[] = [];
  let time = 0;
  const stream = { isTTY, columns: 60, write: (text: string) => written.push(text) };
  return { written, progress: runProgress(stream, () => time), pass: (ms: number) => (time += ms) };
}

describe("progress of a run", () => {
  it("says how far, how well, how fast and how long", () => {
    const now = { ...START, done: 50, score: 0.613, rate: 1.24, secondsLeft: 121, unanswered: 3, failed: 2 };
    expect(describeProgress(now)).toBe(
      "50 of 200 (25 %), score 61.3, 1.2 samples/s, 2 min 01 s left, 3 not answered, 2 failed",
    );
    expect(describeProgress({ ...now, rate: 0.05 })).toContain("3.0 samples/min");
    expect(describeProgress({ ...START, total: 0 })).toBe("0 of 0 (100 %)");
  });

  it("is one line on a terminal, not redrawn for every sample", () => {
    const { written, progress, pass } = recorded(true);
    for (let done = 1; done <= 100; done++) {
      progress.show({ ...START, done });
      pass(10);
    }
    expect(written).toHaveLength(5);
    expect(written.every((text) => !text.includes("\n") && text.length < 70)).toBe(true);
    progress.note("something");
    expect(written.at(-1)).toBe("\r\x1b[Ksomething\n");
  });

  it("is a plain line for each tenth elsewhere, and after a minute of silence", () => {
    const { written, progress, pass } = recorded(false);
    for (let done = 1; done <= 200; done++) progress.show({ ...START, done });
    expect(written).toHaveLength(11);
    expect(written.join("")).not.toContain("\x1b");
    pass(70_000);
    progress.show({ ...START, done: 200 });
    expect(written).toHaveLength(12);
  });
});
