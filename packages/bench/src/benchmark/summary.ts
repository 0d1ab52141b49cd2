import { byCodePoint } from "../python/text.ts";
import type { Aggregate, Group, Results, Scored } from "./results.ts";
import type { Facts, Meta } from "./types.ts";

type Groups = Readonly<Record<string, readonly Group[]>>;

/** A table: from the samples, or from the tables before it. */
export type Breakdown<M extends Meta> = (scored: readonly Scored<M>[], before: Groups) => readonly Group[];

interface Order {
  /** Groups in order of appearance when left out; a list stands first and in full, with zeros where nothing fell. */
  readonly order?: "sorted" | readonly string[];
  /** Leaves out what is not in the list. */
  readonly only?: boolean;
  /** Leaves out what is in the list and has no sample. */
  readonly present?: boolean;
}

interface SummarySpec<M extends Meta> {
  /** The mean over samples when left out, else the mean over the lines of this table. */
  readonly macro?: string;
  readonly of?: string;
  readonly breakdowns?: Readonly<Record<string, Breakdown<M>>>;
  /** Numbers of the benchmark's own; `score` takes the headline's place. */
  readonly own?: (scored: readonly Scored<M>[], groups: Groups) => Own;
}

interface Own {
  readonly score?: number;
  readonly measures?: Readonly<Record<string, number>>;
  readonly breakdowns?: Groups;
  readonly problems?: readonly string[];
}

/** An aggregate from its parts. */
export function summary<M extends Meta>({ macro, of, breakdowns = {}, own }: SummarySpec<M>): Aggregate<M> {
  return (all): Results => {
    const scored = all.filter(({ verdict }) => verdict.score !== null);
    const groups: Record<string, readonly Group[]> = {};
    for (const [name, breakdown] of Object.entries(breakdowns)) groups[name] = breakdown(scored, groups);
    const more = own?.(scored, groups) ?? {};
    const micro = mean(scored.map(scoreOf));
    const overGroups = macro === undefined ? micro : mean((groups[macro] ?? []).map((group) => group.score));
    return {
      score: more.score ?? overGroups,
      of: of ?? (macro === undefined ? "samples" : `groups by ${macro}`),
      samples: scored.length,
      correct: scored.filter(({ verdict }) => verdict.correct).length,
      micro,
      unscored: all.length - scored.length,
      blank: all.filter(({ verdict }) => verdict.extracted === "").length,
      failures: all.filter(({ verdict }) => verdict.failure !== undefined).length,
      measures: more.measures ?? {},
      breakdowns: { ...groups, ...more.breakdowns },
      problems: more.problems ?? [],
    };
  };
}

/** One line for each value of `key`; samples without one (null) are in no line. */
export function by<M extends Meta>(
  key: (sample: Facts<M>) => string | number | null,
  { order, only = false, present = false }: Order = {},
): Breakdown<M> {
  const listed = typeof order === "object" ? order : [];
  return (scored) => {
    const lines = new Map<string, Scored<M>[]>(listed.map((name) => [name, []]));
    for (const one of scored) {
      const name = key(one.sample);
      if (name === null || (only && !lines.has(String(name)))) continue;
      const line = lines.get(String(name)) ?? [];
      line.push(one);
      lines.set(String(name), line);
    }
    const shown = present ? [...lines].filter(([, members]) => members.length > 0) : [...lines];
    const groups = shown.map(([name, members]) => line(name, members));
    return order === "sorted" ? groups.sort((a, b) => byCodePoint(a.key, b.key)) : groups;
  };
}

/** The lines of another table, averaged unweighted into `into` where `belongs` says so; that line comes last. */
export function merged<M extends Meta>(
  table: Breakdown<M>,
  belongs: (key: string) => boolean,
  into: string,
): Breakdown<M> {
  return (scored, before) => {
    const lines = table(scored, before);
    const parts = lines.filter(({ key }) => belongs(key));
    return [...lines.filter(({ key }) => !belongs(key)), ...(parts.length > 0 ? [average(into, parts)] : [])];
  };
}

/** The lines of a table before this one, averaged unweighted into coarser ones. */
export function above<M extends Meta>(
  table: string,
  key: (line: string) => string,
  order: readonly string[],
): Breakdown<M> {
  return (_, before) =>
    order.map((name) =>
      average(
        name,
        (before[table] ?? []).filter((line) => key(line.key) === name),
      ),
    );
}

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

const scoreOf = ({ verdict }: Pick<Scored, "verdict">): number => verdict.score ?? 0;

/** A line of its members. */
export const line = (key: string, members: readonly Pick<Scored, "verdict">[]): Group => ({
  key,
  score: mean(members.map(scoreOf)),
  correct: members.filter(({ verdict }) => verdict.correct).length,
  count: members.length,
});

const average = (key: string, parts: readonly Group[]): Group => ({
  key,
  score: mean(parts.map((part) => part.score)),
  correct: parts.reduce((sum, part) => sum + part.correct, 0),
  count: parts.reduce((sum, part) => sum + part.count, 0),
});
