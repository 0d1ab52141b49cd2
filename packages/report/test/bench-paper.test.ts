import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { AttributionReport, Mean, PaperTables, Row, System } from "../src/index.ts";
import { type BenchReport, renderAttribution, renderBenchReport, renderPaperPage } from "../src/index.ts";

const NASTY = "B <script>alert(1)</script>|`*";

const mean = (score: number, over = 2): Mean => ({
  score,
  interval: { low: score - 0.05, high: score + 0.05 },
  over,
  of: 2,
});
const system = (own: string, origin: System["origin"] = "measured"): System => ({
  name: `${NASTY}, ${own}`,
  backbone: NASTY,
  interface: own,
  variant: "full",
  origin,
});
const plain = (score: number): Mean => ({ score, interval: null, over: 2, of: 2 });

const MEASURED: Row = {
  ...system("code"),
  scores: {
    one: { score: 0.625, interval: { low: 0.5, high: 0.75 }, run: "r", done: 30, selected: 40, failed: 2 },
  },
  categories: { pictures: mean(0.625, 1) },
  overBenchmarks: mean(0.625, 1),
  overCategories: null,
};
const PUBLISHED: Row = {
  ...system("code", "published"),
  scores: { one: { score: 0.613, interval: null, run: null, done: null, selected: null, failed: 0 } },
  categories: { pictures: plain(0.6) },
  overBenchmarks: plain(0.599),
  overCategories: plain(0.607),
};

const PAPER: PaperTables = {
  categories: [{ key: "pictures", title: "Pictures", benchmarks: ["one", "two"].map((key) => ({ key, title: key })) }],
  rows: [MEASURED, PUBLISHED],
  interfaces: [
    {
      backbone: NASTY,
      origin: "measured",
      benchmarks: ["one"],
      lines: [
        { system: system("none"), categories: {}, mean: mean(0.4), gain: null },
        {
          system: system("code"),
          categories: {},
          mean: mean(0.6),
          gain: { score: 0.2, interval: { low: -0.01, high: 0.41 } },
        },
      ],
    },
  ],
  agents: [{ system: system("other", "published"), categories: {}, mean: plain(0.405), note: "pictures only" }],
  ablations: [],
  gaps: [
    {
      system: system("none"),
      missing: ["one", "two_b"],
      unfinished: [{ benchmark: "three", run: "r3", left: 7 }],
      command: "spatialclaw bench run one two_b --model x",
    },
  ],
  notes: ["r9 does not count"],
  resamples: 1000,
};

const REPORT: BenchReport = {
  format: "spatialclaw-bench-report",
  version: 1,
  runs: [],
  source: "a paper",
  paper: PAPER,
};

describe("the paper's tables in Markdown", () => {
  const text = renderBenchReport(REPORT);

  it("have intervals, what is missing, and published rows in italics", () => {
    expect(text).toMatch(/\| Pictures \| 20 benchmarks \| 5 categories \|/);
    expect(text).toMatch(/, code \| 62\.5 \(57\.5 to 67\.5; 1 of 2\) \| 62\.5 .* \| – \|/);
    expect(text).toMatch(/\| \*paper: .*code\* \| 60\.0 \| 59\.9 \| 60\.7 \|/);
    expect(text).toContain("| 62.5 (50.0 to 75.0; 30 of 40; 2 failed) | – |");
    expect(text).toContain("| 60.0 (55.0 to 65.0) | +20.0 (−1.0 to +41.0) |");
  });

  it("say which runs are missing, and the command that fills the gap, ready to copy", () => {
    expect(text).toMatch(/^- .*none: no run of one, two\\_b; three: 7 samples of r3 are left \(--resume\)\./m);
    expect(text).toContain("To fill it: `spatialclaw bench run one two_b --model x`");
    expect(text).toContain("- r9 does not count");
  });

  it("keep names out of the markup", () => {
    expect(text).not.toContain("<script>");
  });
});

describe("the paper's tables as a page", () => {
  const page = renderPaperPage(PAPER, REPORT);

  it("need nothing from outside, and run no script", () => {
    expect(page).not.toMatch(/<script|https?:|\bsrc=|\bhref=|url\(/i);
    const style = /<style>([\s\S]*)<\/style>/.exec(page)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    expect(page.replaceAll("&#39;", "'")).toContain(`default-src 'none'; style-src 'sha256-${hash}'`);
    expect(page).not.toContain(" style=");
  });

  it("have a bar with its interval and the published mark for each score, at its place", () => {
    const benchmarks = page.slice(page.indexOf("By benchmark:"));
    const chart = benchmarks.slice(0, benchmarks.indexOf("</figure>"));
    // 78 % of the width are for 0 to 100 %.
    expect(chart).toContain('width="48.75%"');
    expect(chart).toContain('class="whisker" x1="39.00%" x2="58.50%"');
    expect(chart).toContain('<svg class="diamond c4" x="47.81%"');
    expect(chart).toContain("code, 62.5 (50.0 to 75.0), published 61.3");
    expect(chart).toContain("no run");
  });

  it("do not set a mean over some benchmarks beside one over all", () => {
    const chart = page.slice(page.indexOf("Means over benchmarks"), page.indexOf("</figure>"));
    expect(chart).toContain("(1 of 2) 62.5");
    expect(chart).not.toContain("published 59.9");
  });

  it("mark published rows, and show all of the Markdown's cells", () => {
    expect(page.match(/<tr class="published">/g)).toHaveLength(3);
    expect(page).toContain("<td>62.5<small>50.0 to 75.0; 30 of 40; 2 failed</small></td>");
    expect(page).toContain("<code>spatialclaw bench run one two_b --model x</code>");
  });
});

describe("why one run wins, in Markdown", () => {
  const none = { questions: 0, untraced: 0, open: 0, unclear: 0, causes: [], byBenchmark: [] };
  const counts = { "code-composition": 3, "control-flow": 1, "interface-neutral": 0 };
  const report: AttributionReport = {
    format: "spatialclaw-bench-attribution",
    version: 1,
    a: { name: "a", model: NASTY, interface: "code" },
    b: { name: "b", model: NASTY, interface: "tool-call" },
    judge: "j",
    wins: [
      {
        ...{ questions: 9, untraced: 2, open: 1, unclear: 2 },
        causes: [
          { attribution: "code-composition", count: 3, share: 0.75, interval: { low: 0.3, high: 0.95 } },
          { attribution: "control-flow", count: 1, share: 0.25, interval: { low: 0.05, high: 0.7 } },
        ],
        byBenchmark: ["x|y", "z"].map((title) => ({ title, counts })),
      },
      none,
    ],
    usage: { inputTokens: 5000, cachedTokens: 0, outputTokens: 40, costUsd: 0.012 },
    published: { "code-composition": 0.522, "control-flow": 0.195, "interface-neutral": 0.283, judge: "G" },
    source: "a paper",
  };
  const text = renderAttribution(report);

  it("has counts, shares with intervals, the paper's beside wins of code, and what is not judged", () => {
    expect(text).toContain("## a is right, b wrong: 9");
    expect(text).toContain("| code-composition | 3 | 75.0 | 30.0 to 95.0 | 52.2 |");
    for (const line of ["2 replies of the judge", "2 questions lack a trace", "1 questions are not judged yet"])
      expect(text).toContain(`- ${line}`);
    expect(text).toContain("| x\\|y | 3 | 1 | 0 |");
    expect(text).toContain("Judging took 5,000 tokens in, 40 out, $0.012.");
    expect(text).not.toContain("<script>");
  });

  it("says nothing of the paper where both act alike", () => {
    const alike = renderAttribution({ ...report, b: { ...report.b, interface: "code" } });
    expect(alike).not.toContain("paper");
    expect(alike).toContain("| code-composition | 3 | 75.0 | 30.0 to 95.0 |\n");
  });
});
