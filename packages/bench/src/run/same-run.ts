import type { BenchRun } from "@spatialclaw/report";

/** What may differ between processes that work on one run: who began it, when, and what the model said of itself. */
type Described = Pick<BenchRun, "benchmarks" | "selection" | "setup">;

/**
 * How one description of a run differs from another, in words: "limit is 100, now 200". Empty: they are the same run.
 * Titles and places of data sets do not count.
 */
export function differencesOf(before: Described, now: Described): string[] {
  return compare(essence(before), essence(now), "").slice(0, 4);
}

function essence({ benchmarks, selection, setup }: Described): Record<string, unknown> {
  const { model, ...rest } = setup;
  const { name, parameters } = model;
  return {
    benchmarks: benchmarks.map(({ key }) => key).join(", "),
    ...selection,
    model: name,
    parameters,
    ...rest,
    ...Object.fromEntries(
      benchmarks.map(({ key, samples, digest }) => [`samples of ${key}`, `${samples} (digest ${digest})`]),
    ),
  };
}

function compare(before: unknown, now: unknown, name: string): string[] {
  if (isRecord(before) && isRecord(now)) {
    const names = new Set([...Object.keys(before), ...Object.keys(now)]);
    return [...names].flatMap((key) => compare(before[key], now[key], name === "" ? key : `${name}.${key}`));
  }
  const [was, is] = [text(before), text(now)];
  return was === is ? [] : [`${name} was ${was}, now it is ${is}`];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function text(value: unknown): string {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return "none";
  return typeof value === "string" ? value : JSON.stringify(value);
}
