import { expect, it } from "vitest";
import { describe as describeProgress, progressLine } from "../src/terminal/progress.ts";

function terminal(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, columns: 40, written, write: (text: string) => written.push(text) };
}

it("shows slow work on a terminal, from its first second on, and clears the line", () => {
  const screen = terminal(true);
  let now = 0;
  const line = progressLine(screen, () => now);
  const step = (at: number, done: number) => {
    now = at;
    line.report({ task: "reading a.mp4", done, total: 50, unit: "frames" });
  };
  step(0, 1);
  step(900, 10);
  expect(screen.written).toEqual([]);
  step(1000, 20);
  step(1050, 21);
  step(1100, 22);
  expect(screen.written).toEqual(["\r\x1b[Kreading a.mp4: 20 of 50 frames", "\r\x1b[Kreading a.mp4: 22 of 50 frames"]);
  line.clear();
  line.clear();
  expect(screen.written.slice(2)).toEqual(["\r\x1b[K"]);
});

it("gives each task its own second, and never runs over the line", () => {
  const screen = terminal(true);
  let now = 0;
  const line = progressLine(screen, () => now);
  for (const task of ["first", "second"]) {
    line.report({ task, done: 0, total: null, unit: "bytes" });
    now += 999;
  }
  expect(screen.written).toEqual([]);
  line.report({ task: "second", done: 0, total: null, unit: "bytes" });
  now += 1000;
  line.report({ task: `second`.padEnd(100, "."), done: 0, total: null, unit: "bytes" });
  now += 1000;
  line.report({ task: `second`.padEnd(100, "."), done: 0, total: null, unit: "bytes" });
  expect(Math.max(...screen.written.map((text) => text.replace("\r\x1b[K", "").length))).toBeLessThan(40);
});

it("writes nothing where there is no terminal", () => {
  const file = terminal(false);
  let now = 0;
  const line = progressLine(file, () => now);
  for (now = 0; now < 5000; now += 500) line.report({ task: "a", done: now, total: null, unit: "files" });
  line.clear();
  expect(file.written).toEqual([]);
});

it("counts bytes as people do", () => {
  expect(describeProgress({ task: "reading x", done: 3 * 2 ** 20, total: 10 * 2 ** 20, unit: "bytes" })).toBe(
    "reading x: 3.0 MiB of 10.0 MiB",
  );
});
