import type { Bar, Chart, ChartLine } from "./document.ts";
import type { Group, GroupLine, Mean, PaperTables, Row, System } from "./types.ts";

const SERIES: Readonly<Record<string, string>> = { none: "no tools" };

/** Names a colour: the interface, or what code lacks. */
const seriesOf = ({ interface: own, variant }: System): string =>
  variant === "full" ? (SERIES[own] ?? own) : variant.replace("no-", "code without ");

/** One line a backbone: the mean over benchmarks of each interface, with the paper's mark where names agree. */
export function averagesChart(rows: readonly Row[]): Chart {
  const published = (row: Row): Mean | null => {
    const next = rows[rows.indexOf(row) + 1];
    return next?.origin === "published" && next.interface === row.interface ? next.overBenchmarks : null;
  };
  const own = rows.filter(({ origin }) => origin === "measured");
  const theirs = rows.filter(
    (row) => row.origin === "published" && !own.some((one) => rows.indexOf(one) + 1 === rows.indexOf(row)),
  );
  const ownLines = lines(own, (row) => ({ ...barOf(row, row.overBenchmarks), published: fully(row, published(row)) }));
  const theirLines = lines(theirs, (row) => ({
    ...barOf(row, null),
    published: row.overBenchmarks?.score ?? null,
  }));
  return { title: "Means over benchmarks", lines: [...ownLines, ...theirLines] };
}

/** A mean over some benchmarks is not set beside one over all. */
const fully = ({ overBenchmarks }: Row, mean: Mean | null): number | null =>
  overBenchmarks && overBenchmarks.over === overBenchmarks.of ? (mean?.score ?? null) : null;

function lines(rows: readonly Row[], bar: (row: Row) => Bar): ChartLine[] {
  return [...Map.groupBy(rows, ({ backbone }) => backbone)].map(([label, of]) => ({ label, bars: of.map(bar) }));
}

/** One line a benchmark: of the backbone whose scores are published too, else of the first one and without marks. */
export function benchmarksChart({ rows, categories }: PaperTables): Chart | null {
  const own = rows.filter(({ origin }) => origin === "measured");
  const besides = (row: Row): Row | null => {
    const next = rows[rows.indexOf(row) + 1];
    return next?.origin === "published" && Object.keys(next.scores).length > 0 ? next : null;
  };
  const backbone = (own.find(besides) ?? own[0])?.backbone;
  if (backbone === undefined) return null;
  const shown = own.filter((row) => row.backbone === backbone);
  const bar = (row: Row, key: string): Bar => ({
    series: seriesOf(row),
    score: row.scores[key]?.score ?? null,
    interval: row.scores[key]?.interval ?? null,
    published: besides(row)?.scores[key]?.score ?? null,
    part: null,
  });
  return {
    title: `By benchmark: ${backbone}`,
    lines: categories.flatMap(({ benchmarks }) =>
      benchmarks.map(({ key, title }) => ({ label: title, bars: shown.map((row) => bar(row, key)) })),
    ),
  };
}

/** One line a backbone and publication. */
export function groupChart(title: string, groups: readonly Group[]): Chart {
  const bar = ({ system, mean }: GroupLine): Bar =>
    system.origin === "published" ? { ...barOf(system, null), published: mean.score } : barOf(system, mean);
  return {
    title,
    lines: groups.map(({ backbone, origin, lines: of }) => ({
      label: origin === "published" ? `paper: ${backbone}` : backbone,
      bars: of.map(bar),
    })),
  };
}

/** One line a system. */
export function agentsChart({ agents }: PaperTables): Chart {
  return {
    title: "Means of agents",
    lines: agents.map(({ system, mean }) => ({
      label: system.origin === "published" ? `paper: ${system.name}` : system.backbone,
      bars: [
        system.origin === "published"
          ? { ...barOf(system, null), series: "agent", published: mean.score }
          : barOf(system, mean),
      ],
    })),
  };
}

const barOf = (system: System, mean: Mean | null): Bar => ({
  series: seriesOf(system),
  score: mean?.score ?? null,
  interval: mean?.interval ?? null,
  published: null,
  part: mean && mean.over < mean.of ? `${mean.over} of ${mean.of}` : null,
});
