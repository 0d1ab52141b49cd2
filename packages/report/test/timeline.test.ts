import { expect, test } from "vitest";
import { groupTrace } from "../src/run.ts";
import { timelineRows, timelineSection } from "../src/timeline.ts";
import { readSample, visibleText } from "./sample.ts";

const run = groupTrace(await readSample());
const idOf = (turn: number) => `turn-${turn + 1}`;
const rows = timelineRows(run, idOf);

test("every step has its model call, its check, its tools in order and its own computing", () => {
  const kinds = rows.map(({ name, spans }) => [
    name,
    spans.map(({ kind, what }) => (kind === "tool" ? what : kind)).join(" "),
  ]);
  expect(kinds).toEqual([
    ["Plan", "model"],
    ["Step 1", "model check rest"],
    ["Step 2", "model check Reconstruct.reconstruct SAM3.findObject Seg.overlay cell rest"],
    ["Step 3", "model check Recon.renderBev cell rest"],
  ]);
});

test("spans of a step follow each other and end with its result", () => {
  for (const [i, { result }] of run.turns.entries()) {
    const spans = rows[i + 1]?.spans ?? [];
    for (const [k, span] of spans.entries()) {
      const before = spans[k - 1];
      if (before) expect(span.from).toBeCloseTo(before.from + before.ms, 6);
    }
    const last = spans.at(-1);
    expect((last?.from ?? 0) + (last?.ms ?? 0)).toBeCloseTo(result?.t ?? 0, 6);
  }
});

test("bars have the widths of their times", () => {
  const html = timelineSection(run, idOf)?.text ?? "";
  const total = run.end?.ms ?? 0;
  const widths = [...html.matchAll(/width="([\d.]+)" height="10"/g)].map(([, width]) => Number(width));
  const spans = rows.flatMap((row) => row.spans);
  expect(widths).toHaveLength(spans.length);
  const scale = Math.max(total, run.lastMs);
  spans.forEach(({ ms }, i) => {
    expect(widths[i]).toBeCloseTo(Math.max(1.5, (1000 * ms) / scale), 1);
  });
  expect(visibleText(html)).toContain("Step 2");
});

test("a run that was killed before its first reply has no timeline, and no error", () => {
  expect(timelineSection(groupTrace([run.start]), idOf)).toBeNull();
});
