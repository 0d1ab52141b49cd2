import type { System } from "@spatialclaw/report";
import { keyOfSystem, type Measured, systemOf } from "./measured.ts";

/** The runs of one row, by benchmark. */
export interface Chosen {
  readonly system: System;
  readonly by: ReadonlyMap<string, Measured>;
}

export interface Choice {
  readonly rows: readonly Chosen[];
  /** One line each: runs that count for nothing. */
  readonly notes: readonly string[];
}

/**
 * One run a cell. Of several the one counts that has most samples with a result (failed ones have none), of equals the
 * one with fewest choices that are not the default, then the one that was begun last.
 */
export function choose(all: readonly Measured[], benchmarks: ReadonlySet<string>): Choice {
  const notes: string[] = [];
  const rows = new Map<string, { system: System; by: Map<string, Measured> }>();
  const unfit = new Map<string, string>();
  for (const one of all.filter(({ table }) => benchmarks.has(table.benchmark)).toSorted(byWorth)) {
    const system = systemOf(one.setup);
    if (typeof system === "string") {
      unfit.set(one.run, system);
      continue;
    }
    const row = rows.get(keyOfSystem(system)) ?? { system, by: new Map<string, Measured>() };
    rows.set(keyOfSystem(system), row);
    const { benchmark } = one.table;
    const better = row.by.get(benchmark);
    if (!better) row.by.set(benchmark, one);
    else
      notes.push(
        `${one.run} does not count for ${benchmark} (${settled(one)} samples): ${better.run} does (${settled(better)})`,
      );
  }
  for (const [run, why] of unfit) notes.push(`${run} is in none of these tables: ${why}`);
  return { rows: [...rows.values()], notes };
}

const settled = ({ table }: Measured): number => table.done - table.failed;

function byWorth(a: Measured, b: Measured): number {
  return (
    settled(b) - settled(a) ||
    Object.keys(a.setup.choices).length - Object.keys(b.setup.choices).length ||
    b.createdAt.localeCompare(a.createdAt) ||
    a.run.localeCompare(b.run)
  );
}
