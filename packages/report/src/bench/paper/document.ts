import type { BenchReport } from "../report-types.ts";
import { agentsChart, averagesChart, benchmarksChart, groupChart } from "./chart-data.ts";
import type { Group, PaperTables, Row, System } from "./types.ts";
import { gainText, gapText, meanText, scoreText } from "./words.ts";

/** What is written, whatever it is written in: cells are plain text. */
export interface Section {
  readonly title: string;
  readonly notes: readonly string[];
  readonly chart: Chart | null;
  readonly grids: readonly Grid[];
  readonly list: readonly Remark[];
}

export interface Remark {
  readonly text: string;
  /** What would mend it. */
  readonly command: string | null;
}

export interface Grid {
  readonly caption: string | null;
  readonly head: readonly string[];
  readonly rows: readonly { readonly cells: readonly string[]; readonly isPublished: boolean }[];
}

export interface Chart {
  readonly title: string;
  readonly lines: readonly ChartLine[];
}

export interface ChartLine {
  readonly label: string;
  readonly bars: readonly Bar[];
}

export interface Bar {
  /** Decides about the colour, and names it. */
  readonly series: string;
  /** null: there is no run. */
  readonly score: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** The published score for the same thing. */
  readonly published: number | null;
  /** Of a mean over some benchmarks: over how many. */
  readonly part: string | null;
}

export function paperDocument(paper: PaperTables, source: BenchReport["source"]): Section[] {
  const sections = [main(paper, source), ...categories(paper), interfaces(paper), agents(paper), ablations(paper)];
  const list = [
    ...paper.gaps.map((gap) => ({ text: gapText(gap), command: gap.command })),
    ...paper.notes.map((text) => ({ text, command: null })),
  ];
  if (list.length === 0) return sections;
  return [...sections, { title: "What is missing", notes: [], chart: null, grids: [], list }];
}

/** Published rows say so by their name too. */
const nameOf = ({ name, origin }: System): string => (origin === "published" ? `paper: ${name}` : name);
const rowOf = (system: System, cells: readonly string[]): Grid["rows"][number] => ({
  cells: [nameOf(system), ...cells],
  isPublished: system.origin === "published",
});

function main(paper: PaperTables, source: string): Section {
  const { rows, resamples } = paper;
  const head = ["", ...paper.categories.map(({ title }) => title), "20 benchmarks", "5 categories"];
  const cells = (row: Row) => [
    ...paper.categories.map(({ key }) => meanText(row.categories[key])),
    meanText(row.overBenchmarks),
    meanText(row.overCategories),
  ];
  return {
    title: "Table 1: backbones without tools and with code",
    notes: [
      `Scores in %. A category is the mean over its benchmarks, "20 benchmarks" the mean over all of them, "5 categories" the mean over the categories. Intervals: 95 %, ${resamples.toLocaleString("en-US")} resamples of the samples within each benchmark. "2 of 3" is a mean over the two benchmarks that have a run: beside another row it only tells something where that one has the same.`,
      `Rows that begin with "paper" are published: ${source}. Other servers, another system around the model, the protocol "reference": they are no measurement of this system. Their "5 categories" is computed here.`,
    ],
    chart: averagesChart(rows),
    grids: [{ caption: null, head, rows: rows.map((row) => rowOf(row, cells(row))) }],
    list: [],
  };
}

function categories(paper: PaperTables): Section[] {
  const rows = paper.rows.filter(({ scores }) => Object.keys(scores).length > 0);
  const grids = paper.categories.map(({ key, title, benchmarks }): Grid => {
    const cells = (row: Row) => [
      ...benchmarks.map((one) => scoreText(row.scores[one.key])),
      meanText(row.categories[key]),
    ];
    return {
      caption: title,
      head: ["", ...benchmarks.map((one) => one.title), "mean"],
      rows: rows.map((row) => rowOf(row, cells(row))),
    };
  });
  const charts = benchmarksChart(paper);
  return [{ title: "Table 1: by benchmark", notes: [], chart: charts, grids, list: [] }];
}

function interfaces({ interfaces: groups }: PaperTables): Section {
  return {
    title: "Action interfaces",
    notes: [
      "The same model, tools and prompts, another way to act. Means over the benchmarks that all rows of a backbone have; gain: against its first row, over the same samples drawn together where both runs asked the same ones.",
    ],
    chart: groupChart("Means by action interface", groups),
    grids: groups.map((group) => ({
      caption: captionOf(group),
      head: ["", "mean", "gain"],
      rows: group.lines.map(({ system, mean, gain }) => rowOf(system, [meanText(mean), gainText(gain)])),
    })),
    list: [],
  };
}

function agents(paper: PaperTables): Section {
  const head = ["", ...paper.categories.map(({ title }) => title), "20 benchmarks", "note"];
  return {
    title: "Prior agents",
    notes: ["Published figures of other systems, and code of this one."],
    chart: agentsChart(paper),
    grids: [
      {
        caption: null,
        head,
        rows: paper.agents.map(({ system, categories: means, mean, note }) =>
          rowOf(system, [...paper.categories.map(({ key }) => meanText(means[key])), meanText(mean), note ?? ""]),
        ),
      },
    ],
    list: [],
  };
}

function ablations(paper: PaperTables): Section {
  const { ablations: groups } = paper;
  const few = paper.categories.filter(({ key }) =>
    groups.some(({ lines }) => lines.some((line) => line.categories[key])),
  );
  const own = groups.some(({ origin }) => origin === "measured");
  return {
    title: "Ablations",
    notes: [
      "Code with all tools, without utility tools (--omit-api utility), without perception (--omit-api perception), and no tools at all. The paper's are over 15 benchmarks that it does not name, 500 samples each; those here over the benchmarks of the same categories that all rows have.",
      ...(own ? [] : ["There is no run of an ablation here."]),
    ],
    chart: groupChart("Means by what the model has", groups),
    grids: groups.map((group) => ({
      caption: captionOf(group),
      head: ["", ...few.map(({ title }) => title), "mean", "gain"],
      rows: group.lines.map(({ system, categories: means, mean, gain }) =>
        rowOf(system, [...few.map(({ key }) => meanText(means[key])), meanText(mean), gainText(gain)]),
      ),
    })),
    list: [],
  };
}

function captionOf({ backbone, origin, benchmarks }: Group): string {
  if (origin === "published") return `paper: ${backbone}`;
  const over = benchmarks?.length ?? 0;
  return `${backbone}, over ${over === 1 ? "one benchmark" : `${over} benchmarks`}`;
}
