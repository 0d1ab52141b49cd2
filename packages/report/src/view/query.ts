import type { Entry } from "./types.ts";

/** What the list's address asks for. */
export interface Query {
  /** Words that must all stand somewhere in a line. */
  readonly q: string;
  readonly run: string;
  readonly benchmark: string;
  readonly type: string;
  readonly interface: string;
  readonly status: string;
  /** `right`, `wrong`, or nothing. */
  readonly verdict: string;
  readonly steps: string;
  readonly errors: boolean;
  readonly sort: SortKey;
  readonly descending: boolean;
  /** From 1. */
  readonly page: number;
}

const SORTS = ["startedAt", "question", "benchmark", "type", "isRight", "steps", "errors", "ms", "tokens"] as const;
export type SortKey = (typeof SORTS)[number];

/** Runs asked by themselves, in the choice of runs. */
export const ALONE = "(alone)";
export const STEPS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  "0–1": [0, 1],
  "2–3": [2, 3],
  "4–7": [4, 7],
  "8–15": [8, 15],
  "16 and more": [16, Number.POSITIVE_INFINITY],
};

export const PER_PAGE = 100;

export function readQuery(params: URLSearchParams): Query {
  const text = (name: string): string => params.get(name)?.trim() ?? "";
  const sort = SORTS.find((key) => key === text("sort")) ?? "startedAt";
  return {
    q: text("q"),
    run: text("run"),
    benchmark: text("benchmark"),
    type: text("type"),
    interface: text("interface"),
    status: text("status"),
    verdict: text("verdict"),
    steps: text("steps"),
    errors: text("errors") !== "",
    sort,
    // The newest, the longest and the wrong ones are what people look for.
    descending: text("dir") === "" ? sort === "startedAt" : text("dir") === "desc",
    page: Math.max(1, Math.trunc(Number(text("page"))) || 1),
  };
}

/** The address of a list: only what is not the default. */
export function writeQuery(query: Query, change: Partial<Query> = {}): string {
  const all = { ...query, ...change };
  const params = new URLSearchParams();
  for (const key of ["q", "run", "benchmark", "type", "interface", "status", "verdict", "steps"] as const)
    if (all[key] !== "") params.set(key, all[key]);
  if (all.errors) params.set("errors", "1");
  if (all.sort !== "startedAt") params.set("sort", all.sort);
  if (all.descending !== (all.sort === "startedAt")) params.set("dir", all.descending ? "desc" : "asc");
  if (all.page > 1) params.set("page", String(all.page));
  return `/?${params}`;
}

export function select(entries: readonly Entry[], query: Query): Entry[] {
  const words = query.q.toLowerCase().split(/\s+/).filter(Boolean);
  const steps = Object.hasOwn(STEPS, query.steps) ? STEPS[query.steps] : undefined;
  const kept = entries.filter(
    (entry) =>
      (query.run === "" || (entry.run ?? ALONE) === query.run) &&
      (query.benchmark === "" || entry.benchmark === query.benchmark) &&
      (query.type === "" || entry.type === query.type) &&
      (query.interface === "" || entry.interface === query.interface) &&
      (query.status === "" || entry.status === query.status) &&
      (query.verdict === "" || (entry.isRight !== null && entry.isRight === (query.verdict === "right"))) &&
      (steps === undefined || (entry.steps >= steps[0] && entry.steps <= steps[1])) &&
      (!query.errors || (entry.errors ?? 0) > 0 || entry.status === "failed" || entry.status === "unreadable") &&
      (words.length === 0 || holds(entry, words)),
  );
  return sorted(kept, query);
}

function holds(
  { question, sample, answer, truth, type, model, reason, trace }: Entry,
  words: readonly string[],
): boolean {
  const text = [question, sample, answer, truth, type, model, reason, trace].join("\n").toLowerCase();
  return words.every((word) => text.includes(word));
}

/** Those without a value come last, whichever way it goes. */
function sorted(entries: Entry[], { sort, descending }: Query): Entry[] {
  const sign = descending ? -1 : 1;
  return entries.sort((a, b) => {
    const [x, y] = [a[sort], b[sort]];
    if (x === y) return 0;
    if (x === null || x === "") return 1;
    if (y === null || y === "") return -1;
    return x < y ? -sign : sign;
  });
}
