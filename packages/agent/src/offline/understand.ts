import type { Family, Task } from "./family.ts";
import { camera } from "./families/camera.ts";
import { compare } from "./families/compare.ts";
import { count } from "./families/count.ts";
import { direction } from "./families/direction.ts";
import { distance } from "./families/distance.ts";
import { nearest } from "./families/nearest.ts";
import { side } from "./families/side.ts";
import { size } from "./families/size.ts";
import { FILLERS, TELLING } from "./lexicon.ts";
import { type Reading, readingsOf } from "./reading.ts";

export const FAMILIES: readonly Family[] = [distance, size, count, nearest, side, direction, compare, camera];

const KNOWN = new Set([...FILLERS, ...TELLING, ...FAMILIES.flatMap((family) => [...family.vocabulary])]);
/** "The tallest <0>" picks one of several objects by comparing them: more than the rules can do. */
const PICKED =
  /\bthe (?:closest|nearest|farthest|furthest|tallest|highest|lowest|biggest|largest|smallest|widest|longest|shortest|closer|nearer|taller|bigger|larger|smaller|wider|longer|higher|lower|first|last|other) <\d+>/;
const MARK = /^(?:<\d+>|[,;:/])$/;

/**
 * The task that a question sets, or null when no rule understands every word of it, or several rules do: a wrong
 * answer is worse than none.
 */
export function understand(question: string): Task | null {
  for (const reading of readingsOf(question, (word) => KNOWN.has(word))) {
    const tasks = FAMILIES.filter((family) => spellsOnly(reading, family.vocabulary))
      .map((family) => family.understand(reading))
      .filter((task) => task !== null);
    if (tasks.length > 0) return tasks.length === 1 ? (tasks[0] ?? null) : null;
  }
  return null;
}

function spellsOnly({ text }: Reading, vocabulary: ReadonlySet<string>): boolean {
  return (
    !PICKED.test(text) && text.split(" ").every((word) => MARK.test(word) || FILLERS.has(word) || vocabulary.has(word))
  );
}
