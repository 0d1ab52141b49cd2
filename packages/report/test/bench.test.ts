import { describe, expect, it } from "vitest";
import {
  type BenchReport,
  type Comparison,
  type ReportedRun,
  renderBenchReport,
  renderComparison,
  renderTable,
  type Table,
} from "../src/index.ts";

const COST = {
  inputTokens: 1200,
  cachedTokens: 200,
  outputTokens: 80,
  costUsd: 0.5,
  ms: 61_000,
  medianMs: 900,
  steps: 12,
  toolCalls: 30,
};

function tableOf(more: Partial<Table> = {}): Table {
  const line = { count: 10, correct: 4, interval: { low: 0.2, high: 0.6 }, unanswered: 5, failed: 1 };
  return {
    benchmark: "b",
    title: "B <script>|",
    category: "video-4d",
    score: 0.4,
    of: "groups by type",
    interval: { low: 0.25, high: 0.5512 },
    intervalOf: "10,000 resamples of samples",
    micro: 0.41,
    protocol: "robust",
    selected: 12,
    done: 10,
    answered: 4,
    unanswered: 5,
    failed: 1,
    unscored: 0,
    measures: { groupwise: 0.3 },
    breakdowns: { type: [{ key: "near|far", score: 0.4, ...line }] },
    cost: COST,
    reasons: [{ reason: "not-understood", count: 5 }],
    published: [{ system: "SpatialClaw (code)", model: "Gemma4-31B", score: 0.485 }],
    problems: ["questions.jsonl, row 1: it is no JSON"],
    ...more,
  };
}

function runOf(name: string, perturb: string | null, table: Table = tableOf()): ReportedRun {
  const limits = { steps: 30, failures: 8, toolCalls: null, timeoutMs: 1, tokens: null, costUsd: null };
  const model = { name: "rules", kind: "rules" as const, parameters: {} };
  return {
    name,
    setup: { model, interface: "code", limits, choices: { reflections: 1 }, perturb },
    servers: ["m at http://x/v1"],
    createdAt: "2026-11-24T13:05:00.000Z",
    tables: [table],
  };
}

const reportOf = (...runs: ReportedRun[]): BenchReport => ({
  format: "spatialclaw-bench-report",
  version: 1,
  runs,
  source: "a paper",
});

describe("a report in Markdown", () => {
  const text = renderBenchReport(reportOf(runOf("one", null)));

  it("has the headline with its interval beside published numbers that are labelled as others'", () => {
    expect(text).toContain("| benchmark | one | SpatialClaw (code) |");
    expect(text).toContain("**40.0** (25.0 to 55.1, 10 of 12) | 48.5 |");
    expect(text).toMatch(/published numbers, with Gemma4-31B: a paper\. Another model/);
  });

  it("does not hide what was not answered", () => {
    expect(text).toContain("10 of 12 samples: 4 answered, 5 not answered, 1 failed (not-understood 5)");
    expect(text).toContain("| near\\|far | 40.0 | 20.0 to 60.0 | 10 | 5 | 1 | 100.0 |");
  });

  it("says what answered, what it took, and what was wrong", () => {
    expect(text).toContain("- model rules (rules, no language model)");
    expect(text).toContain("- answered by m at http://x/v1");
    expect(text).toContain("1,200 tokens in (200 cached), 80 out; $0.50; 12 steps, 30 tool calls, 1 min 01 s in all");
    expect(text).toContain("- questions.jsonl, row 1: it is no JSON");
    expect(text).toContain('{"reflections":1}');
  });

  it("lets no text of others break out of a cell or into HTML", () => {
    expect(text).toContain("B &lt;script&gt;\\|");
    expect(text).not.toContain("<script>");
  });

  it("draws a curve where runs differ in the errors that were added", () => {
    const curve = renderBenchReport(reportOf(runOf("a", null), runOf("b", "depth=0.1", tableOf({ score: 0.2 }))));
    expect(curve).toContain("## Errors in perception: rules, interface code");
    expect(curve).toContain("| depth=0.1 | 20.0 | 25.0 to 55.1 | ████ |");
    expect(text).not.toContain("Errors in perception");
  });

  it("has a table for a file of predictions, which cost nothing", () => {
    const alone = renderTable(tableOf({ cost: { ...COST, inputTokens: 0, outputTokens: 0, ms: 0 } }));
    expect(alone).toMatch(/^### B /);
    expect(alone).not.toContain("tokens");
  });
});

describe("a comparison in Markdown", () => {
  const one: Comparison = {
    benchmark: "b",
    title: "B",
    common: 100,
    onlyInA: 3,
    onlyInB: 0,
    a: 0.5,
    b: 0.6,
    difference: 0.1,
    interval: { low: -0.02, high: 0.22 },
    test: "exact McNemar",
    p: 0.0001,
    better: 20,
    worse: 10,
    changed: 41,
  };

  it("says how sure it is and what changed", () => {
    const text = renderComparison("old", "new", [one]);
    expect(text).toContain(
      "| B | 100 | 50.0 | 60.0 | +10.0 | −2.0 to +22.0 | < 0.001 | exact McNemar | 20 | 10 | 41 |",
    );
    expect(text).toContain("- B: 3 samples are in old only");
  });
});
