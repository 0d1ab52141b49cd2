import type { Chosen } from "./choose.ts";
import type { Measured } from "./measured.ts";

/** One line for each row whose runs were not asked alike, and for each that only saw a part of the data sets. */
export function unlikeRuns(rows: readonly Chosen[]): string[] {
  return rows.flatMap(({ system, by }) => {
    const runs = [...by.values()];
    const settings = runs.map((one) => new Map(flat("", settingsOf(one))));
    const names = [...new Set(settings.flatMap((one) => [...one.keys()]))];
    const different = names.filter((name) => new Set(settings.map((one) => one.get(name))).size > 1);
    const parts = runs.flatMap(({ table, whole }) =>
      whole !== null && table.selected < whole ? [`${table.benchmark} ${table.selected} of ${whole}`] : [],
    );
    return [
      ...(different.length > 0
        ? [`${system.name}: its runs were not asked alike; they differ in ${different.slice(0, 6).join(", ")}`]
        : []),
      ...(parts.length > 0 ? [`${system.name}: not all samples were selected: ${parts.join(", ")}`] : []),
    ];
  });
}

const settingsOf = ({ setup, table }: Measured): object => ({
  parameters: setup.model.parameters,
  limits: setup.limits,
  choices: setup.choices,
  protocol: table.protocol,
});

function flat(name: string, value: unknown): [string, string][] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [[name, JSON.stringify(value)]];
  return Object.entries(value).flatMap(([key, own]) => flat(name === "" ? key : `${name}.${key}`, own));
}
