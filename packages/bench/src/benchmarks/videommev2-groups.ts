import type { Group, Scored } from "../benchmark/results.ts";
import { line, mean, summary } from "../benchmark/summary.ts";

/** videoId is missing where samples come without their data set. */
export type Grouped = {
  videoId?: string;
  groupType: string;
  groupStructure: string;
  level: string | null;
  secondHead: string | null;
  thirdHead: string | null;
};

interface Rated {
  readonly facts: Grouped;
  readonly score: number;
  /** Of relevance groups, without the weight for answering all. */
  readonly linear: number;
  readonly correct: number;
  readonly count: number;
}

const GROUP = 4;

/** By how many of the first questions of a chain are right. */
const CHAINS: Readonly<
  Record<string, { readonly steps: readonly number[]; reach(right: readonly boolean[]): number }>
> = {
  "[1,2,3,4]": { steps: [0, 100 / 16, 400 / 16, 900 / 16, 100], reach: prefix },
  // The second and the third question are alternatives.
  "[1,[2,3],4]": {
    steps: [0, 100 / 12, 400 / 12, 700 / 12, 100],
    reach: (right) => (prefix(right) === 1 && right[2] ? 2 : prefix(right)),
  },
  // The first and the second are.
  "[[1,2],3,4]": {
    steps: [0, 10, 20, 50, 100],
    reach: (right) => (!right[0] && right[1] ? 1 : prefix(right)),
  },
};
const RELEVANCE = [0, 100 / 16, 400 / 16, 900 / 16, 100];

/** The mean over groups of four questions about one video; a group is worth more than its parts. */
export const groupScores = summary<Grouped>({
  of: "groups of four questions",
  own: (scored) => {
    const problems: string[] = [];
    const rated = groupsOf(scored).map((group, i) => rate(group, (what) => problems.push(`group ${i + 1}: ${what}`)));
    const read = scored.filter(({ verdict }) => verdict.extracted !== "");
    const only = (test: (facts: Grouped) => boolean): Rated[] => rated.filter(({ facts }) => test(facts));
    const relevance = only(({ groupType }) => groupType === "relevance");
    const score = (groups: readonly Rated[]): number => mean(groups.map((group) => group.score)) / 100;
    return {
      score: score(rated),
      measures: {
        groups: rated.length,
        accuracyOfRead: line("", read).score,
        relevance: score(relevance),
        relevanceLinear: mean(relevance.map((group) => group.linear)) / 100,
        logic: score(only(({ groupType }) => groupType === "logic")),
      },
      breakdowns: {
        level: ["1", "2", "3"].map((level) =>
          table(
            level,
            only((facts) => facts.level === level),
          ),
        ),
        secondHead: tables(rated, (facts) => facts.secondHead),
        thirdHead: tables(rated, (facts) => facts.thirdHead),
      },
      problems,
    };
  },
});

/** Questions about one video, else four in a row: a filter or a subset must not put strangers together. */
function groupsOf(scored: readonly Scored<Grouped>[]): (readonly Scored<Grouped>[])[] {
  const place = new Map(scored.map((one, i) => [one, i]));
  const key = (one: Scored<Grouped>): string | number =>
    one.sample.meta.videoId ?? Math.floor((place.get(one) as number) / GROUP);
  return [...Map.groupBy(scored, key).values()];
}

function rate(group: readonly Scored<Grouped>[], problem: (what: string) => void): Rated {
  const right = group.map(({ verdict }) => verdict.correct);
  const correct = right.filter(Boolean).length;
  // The last question speaks for the group, as in the published evaluator.
  const facts = (group.at(-1) as Scored<Grouped>).sample.meta;
  const rating = { facts, score: 0, linear: 0, correct, count: group.length };
  const { groupType, groupStructure, level } = facts;
  if (group.length !== GROUP) problem(`it has ${group.length} questions instead of ${GROUP}`);
  if (level !== null && level !== "None" && !/^[123]$/.test(level))
    problem(`there is no level ${JSON.stringify(level)}`);
  if (groupType === "relevance") return { ...rating, score: RELEVANCE[correct] ?? 0, linear: 25 * correct };
  const chain = CHAINS[groupStructure.replaceAll(" ", "")];
  if (groupType === "logic" && chain) return { ...rating, score: chain.steps[chain.reach(right)] ?? 0 };
  problem(`no rule for ${groupType} groups with structure ${groupStructure}; it scores 0`);
  return rating;
}

function prefix(right: readonly boolean[]): number {
  const wrong = right.indexOf(false);
  return wrong < 0 ? right.length : wrong;
}

const tables = (rated: readonly Rated[], key: (facts: Grouped) => string | null): Group[] =>
  [...Map.groupBy(rated, ({ facts }) => String(key(facts)))].map(([name, groups]) => table(name, groups));

const table = (key: string, groups: readonly Rated[]): Group => ({
  key,
  score: mean(groups.map((group) => group.score)) / 100,
  correct: groups.reduce((sum, group) => sum + group.correct, 0),
  count: groups.reduce((sum, group) => sum + group.count, 0),
});
