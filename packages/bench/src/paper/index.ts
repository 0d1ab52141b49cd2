import type { AgentLine, Category, Mean, PaperTables, Row, RunModel } from "@spatialclaw/report";
import { CATEGORIES, type Card } from "../benchmark/card.ts";
import { openBenchmark } from "../benchmark/open.ts";
import { published } from "../run/published.ts";
import { unlikeRuns } from "./alike.ts";
import { choose } from "./choose.ts";
import { gapsIn } from "./gaps.ts";
import { ablationGroups, interfaceGroups } from "./groups.ts";
import { MEAN_RESAMPLES } from "./means.ts";
import { type Measured, publishedBackbone, systemNamed } from "./measured.ts";
import { measuredRow, publishedRow } from "./rows.ts";

export type { Measured } from "./measured.ts";

const TITLES: Readonly<Record<Card["category"], string>> = {
  "single-image": "Single image",
  "multi-view": "Multi-view",
  "general-spatial": "General spatial",
  "video-4d": "Video and 4D",
  "general-video": "General video",
};

/** The paper's tables; null where no run belongs into them. */
export async function paperTables(measured: readonly Measured[]): Promise<PaperTables | null> {
  const categories = await paperCategories();
  const keys = new Set(categories.flatMap(({ benchmarks }) => benchmarks.map(({ key }) => key)));
  const { rows, notes } = choose(measured, keys);
  if (rows.length === 0) return null;
  const models = modelsOf(measured.filter(({ table }) => keys.has(table.benchmark)));
  const order = new Map(models.map(({ name }, i) => [name, i]));
  const sorted = rows.toSorted((a, b) => (order.get(a.system.backbone) ?? 0) - (order.get(b.system.backbone) ?? 0));
  const own = sorted.filter(({ system }) => system.variant === "full").map((row) => measuredRow(row, categories));
  return {
    categories,
    rows: beside(own, publishedRows(categories)),
    interfaces: interfaceGroups(sorted, categories),
    agents: agentsOf(own, categories),
    ablations: ablationGroups(sorted, categories),
    gaps: gapsIn(sorted, models, categories),
    notes: [...notes, ...unlikeRuns(sorted)],
    resamples: MEAN_RESAMPLES,
  };
}

/** The benchmarks that the paper has figures for, in its order, by category. */
export async function paperCategories(): Promise<Category[]> {
  const cards: Card[] = [];
  for (const key of Object.keys(published().benchmarks)) cards.push((await openBenchmark(key)).card);
  return CATEGORIES.map((key) => ({
    key,
    title: TITLES[key],
    benchmarks: cards
      .filter(({ category }) => category === key)
      .map(({ benchmark, title }) => ({ key: benchmark, title })),
  }));
}

/** One a name; those that the paper has come first and in its order. */
function modelsOf(measured: readonly Measured[]): RunModel[] {
  const models = [...new Map(measured.map(({ setup }) => [setup.model.name, setup.model])).values()];
  const known = Object.keys(published().categories);
  const place = ({ name }: RunModel): number => {
    const found = publishedBackbone(name, known);
    return found === null ? known.length : known.indexOf(found);
  };
  return models.toSorted((a, b) => place(a) - place(b) || a.name.localeCompare(b.name));
}

/** No tools and code, with the paper's row below that of the same backbone; what nobody measured here comes last. */
function beside(own: readonly Row[], theirs: readonly Row[]): Row[] {
  const known = Object.keys(published().categories);
  const table = own.filter((row) => ["none", "code"].includes(row.interface));
  const of = (row: Row) => publishedBackbone(row.backbone, known);
  const pairs = table
    .toSorted((a, b) => Number(a.interface === "code") - Number(b.interface === "code"))
    .toSorted(
      (a, b) => own.findIndex((x) => x.backbone === a.backbone) - own.findIndex((x) => x.backbone === b.backbone),
    )
    .flatMap((row) => [row, ...theirs.filter((one) => one.backbone === of(row) && one.interface === row.interface)]);
  return [...pairs, ...theirs.filter((row) => !pairs.includes(row))];
}

function publishedRows(categories: readonly Category[]): Row[] {
  const { categories: byBackbone, benchmarks, model } = published();
  return Object.entries(byBackbone).flatMap(([backbone, interfaces]) =>
    Object.entries(interfaces).map(([own, { average = 0, ...means }]): Row => {
      const system = systemNamed(backbone, own, "full", "published");
      const scores = backbone === model ? publishedRow(system, column(benchmarks, own), categories).scores : {};
      const all = categories.flatMap(({ key, benchmarks: of }): [string, Mean][] => {
        const score = means[key];
        return score === undefined ? [] : [[key, { score, interval: null, over: of.length, of: of.length }]];
      });
      const [over, five] = [Object.keys(benchmarks).length, all.length];
      const mean = all.reduce((sum, [, { score }]) => sum + score, 0) / five;
      return {
        ...system,
        scores,
        categories: Object.fromEntries(all),
        overBenchmarks: { score: average, interval: null, over, of: over },
        overCategories: { score: mean, interval: null, over: five, of: five },
      };
    }),
  );
}

/** Other systems as they were published, and code of each backbone here. */
function agentsOf(own: readonly Row[], categories: readonly Category[]): AgentLine[] {
  const { agents, agentNotes, benchmarks, model, systems } = published();
  const over = Object.keys(benchmarks).length;
  const theirs = Object.entries(agents).map(([name, score]): AgentLine => {
    const key = Object.keys(systems).find((one) => systems[one] === name) ?? name;
    const system = { ...systemNamed(model, key, "full", "published"), name };
    const row = publishedRow(system, column(benchmarks, key), categories);
    return {
      system,
      categories: row.categories,
      mean: { score, interval: null, over, of: over },
      note: agentNotes[name] ?? null,
    };
  });
  const ours = own.flatMap(({ scores: _, categories: means, overBenchmarks, overCategories: __, ...system }) =>
    system.interface === "code" && overBenchmarks
      ? [{ system, categories: means, mean: overBenchmarks, note: null }]
      : [],
  );
  return [...theirs, ...ours];
}

/** What a system scored in each benchmark. */
function column(benchmarks: Readonly<Record<string, Readonly<Record<string, number>>>>, key: string) {
  return Object.fromEntries(
    Object.entries(benchmarks).flatMap(([benchmark, scores]) => {
      const score = scores[key];
      return score === undefined ? [] : [[benchmark, score] as const];
    }),
  );
}
