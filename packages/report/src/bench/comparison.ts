import type { Comparison } from "./compare-types.ts";
import { cell, percent, probability, table } from "./words.ts";

/** A comparison of two runs in Markdown. */
export function renderComparison(nameA: string, nameB: string, comparisons: readonly Comparison[]): string {
  const head = [
    "benchmark",
    "common",
    cell(nameA),
    cell(nameB),
    "difference",
    "95 %",
    "p",
    "test",
    "better",
    "worse",
    "changed",
  ];
  const rows = comparisons.map((one) => [
    cell(one.title),
    String(one.common),
    percent(one.a),
    percent(one.b),
    signed(one.difference),
    one.interval ? `${signed(one.interval.low)} to ${signed(one.interval.high)}` : "–",
    probability(one.p),
    one.test,
    String(one.better),
    String(one.worse),
    String(one.changed),
  ]);
  const alone = comparisons.flatMap(({ title, onlyInA, onlyInB }) => [
    ...(onlyInA > 0 ? [`- ${cell(title)}: ${onlyInA} samples are in ${cell(nameA)} only`] : []),
    ...(onlyInB > 0 ? [`- ${cell(title)}: ${onlyInB} samples are in ${cell(nameB)} only`] : []),
  ]);
  const note =
    "Over the samples that both runs have. Headlines in %; difference: mean score of a sample, points; better and worse: samples whose score rose or fell; changed: samples that were answered differently.";
  return `${["# Comparison", note, table(head, rows), ...(alone.length > 0 ? [alone.join("\n")] : [])].join("\n\n")}\n`;
}

const signed = (share: number): string => `${share >= 0 ? "+" : "−"}${percent(Math.abs(share))}`;
