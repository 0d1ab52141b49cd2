import type { Category, Group, GroupLine, Mean, System } from "@spatialclaw/report";
import { type PublishedFile, published } from "../run/published.ts";
import type { Chosen } from "./choose.ts";
import { average, difference, meanFrom } from "./means.ts";
import { COMPARED, systemNamed } from "./measured.ts";
import { meansOf, sampledOf } from "./rows.ts";

/** The paper's ablations have no general videos. */
export const ABLATED = ["single-image", "multi-view", "general-spatial", "video-4d"];

/** Action interfaces of each backbone, over the benchmarks that all of them have. */
export function interfaceGroups(rows: readonly Chosen[], categories: readonly Category[]): Group[] {
  const order = (name: string): number => COMPARED.indexOf(name);
  const own = groupsOf(
    rows
      .filter(({ system }) => system.variant === "full")
      .toSorted((a, b) => order(a.system.interface) - order(b.system.interface)),
    categories,
  );
  return [...own, publishedInterfaces(published())];
}

/** Code with all tools, without some, and no tools: of each backbone that has an ablation. */
export function ablationGroups(rows: readonly Chosen[], categories: readonly Category[]): Group[] {
  const few = categories.filter(({ key }) => ABLATED.includes(key));
  const ablated = new Set(rows.flatMap(({ system }) => (system.variant === "full" ? [] : [system.backbone])));
  const order = ["none", "no-perception", "no-utility", "full"];
  const place = ({ system }: Chosen): number => order.indexOf(system.interface === "none" ? "none" : system.variant);
  const own = groupsOf(
    rows
      .filter(({ system }) => ablated.has(system.backbone) && ["none", "code"].includes(system.interface))
      .toSorted((a, b) => place(a) - place(b)),
    few,
  );
  return [...own, publishedAblations(published(), few)];
}

function groupsOf(rows: readonly Chosen[], categories: readonly Category[]): Group[] {
  const known = new Set(categories.flatMap(({ benchmarks }) => benchmarks.map(({ key }) => key)));
  const groups = Map.groupBy(rows, ({ system }) => system.backbone);
  return [...groups].flatMap(([backbone, of]): Group[] => {
    const [first] = of;
    if (!first || of.length < 2) return [];
    const common = [...first.by.keys()].filter((key) => known.has(key) && of.every(({ by }) => by.has(key)));
    if (common.length === 0) return [];
    return [{ backbone, origin: "measured", benchmarks: common, lines: of.map((row) => lineOf(row, first, common)) }];
  });

  function lineOf({ system, by }: Chosen, first: Chosen, common: readonly string[]): GroupLine {
    const parts = partsOf(by, common);
    const [own, base] = [average([...parts.values()]), average([...partsOf(first.by, common).values()])];
    if (!own || !base) throw new Error("a group has no common benchmark");
    return {
      system,
      categories: meansOf(parts, categories).categories,
      mean: meanFrom(own, common.length, known.size),
      gain: system === first.system ? null : difference(base, own),
    };
  }
}

const partsOf = (by: Chosen["by"], keys: readonly string[]) =>
  new Map(
    keys.flatMap((key) => {
      const one = by.get(key);
      return one ? [[key, sampledOf(one)] as const] : [];
    }),
  );

function publishedInterfaces({ average: scores, model }: PublishedFile): Group {
  const lines = COMPARED.flatMap((own): GroupLine[] => {
    const score = scores[own];
    if (score === undefined) return [];
    return [publishedLine(systemNamed(model, own, "full", "published"), score, scores.none ?? score, 20, {})];
  });
  return { backbone: model, origin: "published", benchmarks: null, lines };
}

function publishedAblations({ ablations }: PublishedFile, categories: readonly Category[]): Group {
  const { backbone, benchmarks, rows } = ablations;
  const base = rows.none?.average ?? 0;
  const named = (name: string): System =>
    name === "none"
      ? systemNamed(backbone, "none", "full", "published")
      : systemNamed(backbone, "code", name === "no-utility" || name === "no-perception" ? name : "full", "published");
  const lines = ["none", "no-perception", "no-utility", "full"].flatMap((name): GroupLine[] => {
    const scores = rows[name];
    if (!scores) return [];
    const own = categories.flatMap(({ key, benchmarks: of }): [string, Mean][] => {
      const score = scores[key];
      return score === undefined ? [] : [[key, { score, interval: null, over: of.length, of: of.length }]];
    });
    return [publishedLine(named(name), scores.average ?? 0, base, benchmarks, Object.fromEntries(own))];
  });
  return { backbone, origin: "published", benchmarks: null, lines };
}

function publishedLine(
  system: System,
  score: number,
  base: number,
  over: number,
  categories: GroupLine["categories"],
): GroupLine {
  return {
    system,
    categories,
    mean: { score, interval: null, over, of: over },
    gain: system.interface === "none" ? null : { score: score - base, interval: null },
  };
}
