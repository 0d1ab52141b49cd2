import type { ReportedRun, Table } from "./report-types.ts";
import { cell, percent, range, table } from "./words.ts";

/** Answer quality against the errors that were added to perception: where runs differ in them. */
export function curveSection(runs: readonly ReportedRun[]): string[] {
  if (new Set(runs.map(({ setup }) => setup.perturb)).size < 2) return [];
  const groups = Map.groupBy(runs, ({ setup }) => `${setup.model.name}, interface ${setup.interface}`);
  return [...groups].flatMap(([who, of]) => (of.length < 2 ? [] : curvesOf(who, of)));
}

function curvesOf(who: string, runs: readonly ReportedRun[]): string[] {
  const keys = [...new Set(runs.flatMap(({ tables }) => tables.map(({ benchmark }) => benchmark)))];
  return keys.map((key) => {
    const points = runs.flatMap(({ setup, tables }) => {
      const found = tables.find(({ benchmark }) => benchmark === key);
      return found ? [{ errors: setup.perturb ?? "none", of: found }] : [];
    });
    const first = points[0]?.of;
    const overall = table(
      ["errors added", cell(first?.title ?? key), "95 %", ""],
      points.map(({ errors, of }) => [cell(errors), percent(of.score), range(of.interval), bar(of.score)]),
    );
    const families = (first ? familiesOf(first) : []).map((name) => [
      cell(name),
      ...points.map(({ of }) => percent(lineOf(of, name)?.score ?? 0)),
    ]);
    const parts = table(["family", ...points.map(({ errors }) => cell(errors))], families);
    return `## Errors in perception: ${cell(who)}\n\n${overall}\n\n${parts}`;
  });
}

const familiesOf = (of: Table): string[] => (Object.values(of.breakdowns)[0] ?? []).map(({ key }) => key);

const lineOf = (of: Table, name: string) => Object.values(of.breakdowns)[0]?.find(({ key }) => key === name);

/** A bar of 20 steps. */
const bar = (score: number): string => "█".repeat(Math.round(20 * score)) || "·";
