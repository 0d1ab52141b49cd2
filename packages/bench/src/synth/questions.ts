import { FAMILIES, type Family, IllPosed, type Params, RoomView } from "./families/index.ts";
import { optionsFor } from "./options.ts";
import type { Random } from "./random.ts";
import type { GroundTruth, Scene, Sightings } from "./types.ts";

export interface Question {
  /** Names the room's seed, the family and the params. */
  readonly id: string;
  readonly family: string;
  readonly params: Params;
  /** Filled from a phrasing when it is asked. */
  readonly text?: string;
  /** The truth, in metres where `unit` says so, also when letters are offered. */
  readonly answer: number | string;
  readonly unit: "m" | null;
  /** For multiple choice: what A, B, … stand for, one of them `optionText(answer, unit)`. */
  readonly options?: readonly string[];
}

export interface Questions {
  readonly questions: readonly Question[];
  /** Candidates that were not asked, by "family: reason". */
  readonly dropped: Readonly<Record<string, number>>;
}

/** Most questions of one family that a room offers. */
const PER_FAMILY = 12;
const MULTIPLE_CHOICE = 0.3;
/** Share of one-of-a-kind objects among the questions for a count: one is too easy a guess. */
const SINGLES = 0.25;

/** All well-posed questions about a room, at most a dozen per family, in the random order they may be asked in. */
export function generateQuestions(scene: Scene, truth: GroundTruth, sightings: Sightings, rng: Random): Questions {
  const view = new RoomView(scene, truth, sightings);
  const dropped: Record<string, number> = {};
  const questions = FAMILIES.flatMap((family) => {
    const posed = rng.shuffled(family.candidates(view)).flatMap((params): Question[] => {
      try {
        const answer = family.answer(view, params);
        return [{ id: idOf(scene.seed, family, params), family: family.id, params, answer, unit: family.unit }];
      } catch (error) {
        if (!(error instanceof IllPosed)) throw error;
        const key = `${family.id}: ${error.message}`;
        dropped[key] = (dropped[key] ?? 0) + 1;
        return [];
      }
    });
    return varied(posed, rng)
      .slice(0, PER_FAMILY)
      .map((question) => (rng.chance(MULTIPLE_CHOICE) ? withOptions(question, family, rng) : question));
  });
  return { questions, dropped };
}

/** Answers take turns, so that no answer is right more often than the others. Numbers of metres stay as they are. */
function varied(questions: readonly Question[], rng: Random): Question[] {
  if (questions[0]?.unit === "m") return [...questions];
  const byAnswer = Map.groupBy(questions, (question) => question.answer);
  const one = byAnswer.get(1);
  if (one && byAnswer.size > 1 && !rng.chance(SINGLES)) byAnswer.delete(1);
  const groups = rng.shuffled([...byAnswer.values()]);
  const longest = Math.max(0, ...groups.map((group) => group.length));
  return Array.from({ length: longest }, (_, i) => groups.flatMap((group) => group.slice(i, i + 1))).flat();
}

function withOptions(question: Question, family: Family, rng: Random): Question {
  return { ...question, options: optionsFor(question, family.choices?.(question.params), rng) };
}

function idOf(seed: number, family: Family, params: Params): string {
  const values = Object.values(params).map((value) => (Array.isArray(value) ? value.join("+") : String(value)));
  return [`room-${seed}`, family.id, ...values].join("/").replaceAll(" ", "_");
}
