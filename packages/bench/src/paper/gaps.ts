import type { Category, Gap, RunModel, System } from "@spatialclaw/report";
import type { Chosen } from "./choose.ts";
import { ABLATED } from "./groups.ts";
import { COMPARED, keyOfSystem, systemNamed } from "./measured.ts";

/** What each backbone lacks of the tables it is in, and the command that would fill it. */
export function gapsIn(rows: readonly Chosen[], models: readonly RunModel[], categories: readonly Category[]): Gap[] {
  const by = new Map(rows.map((row) => [keyOfSystem(row.system), row]));
  return models.flatMap((model) =>
    wanted(model, rows).flatMap((system) => {
      const gap = gapOf(system, by.get(keyOfSystem(system)), categories);
      return gap.missing.length + gap.unfinished.length > 0 ? [gap] : [];
    }),
  );
}

/** Rules and scripted cells have no chain of thought: only code is theirs. Ablations are wanted once one was begun. */
function wanted({ name, kind }: RunModel, rows: readonly Chosen[]): System[] {
  const own = (one: string) => systemNamed(name, one, "full", "measured");
  if (kind !== "endpoint") return [own("code")];
  const isAblated = rows.some(({ system }) => system.backbone === name && system.variant !== "full");
  const ablations = (["no-utility", "no-perception"] as const).map((v) => systemNamed(name, "code", v, "measured"));
  return [...COMPARED.map(own), ...(isAblated ? ablations : [])];
}

function gapOf(system: System, row: Chosen | undefined, categories: readonly Category[]): Gap {
  const keys = categories
    .filter(({ key }) => system.variant === "full" || ABLATED.includes(key))
    .flatMap(({ benchmarks }) => benchmarks.map(({ key }) => key));
  const missing = keys.filter((key) => !row?.by.has(key));
  const unfinished = [...(row?.by ?? [])].flatMap(([benchmark, { run, table }]) => {
    const left = table.selected - table.done + table.failed;
    return left > 0 ? [{ benchmark, run, left }] : [];
  });
  return { system, missing, unfinished, command: missing.length === 0 ? null : commandFor(system, missing) };
}

function commandFor({ backbone, interface: own, variant }: System, missing: readonly string[]): string {
  const omit = variant === "full" ? "" : ` --omit-api ${variant === "no-utility" ? "utility" : "perception"}`;
  const model = /^[\w./:@-]+$/.test(backbone) ? backbone : JSON.stringify(backbone);
  return `spatialclaw bench run ${missing.join(" ")} --model ${model} --interface ${own}${omit}`;
}
