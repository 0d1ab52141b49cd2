import { isDangerous } from "./cues/danger.ts";
import { markObjects } from "./cues/objects.ts";
import { inSingleWords } from "./cues/wording.ts";
import { camera } from "./families/camera.ts";
import { compare } from "./families/compare.ts";
import { count } from "./families/count.ts";
import { direction } from "./families/direction.ts";
import { distance } from "./families/distance.ts";
import { nearest } from "./families/nearest.ts";
import { side } from "./families/side.ts";
import { size } from "./families/size.ts";
import type { Family, Task } from "./family.ts";
import { FILLERS, TELLING } from "./lexicon.ts";
import { type Reading, readingsOf } from "./reading.ts";

export const FAMILIES: readonly Family[] = [distance, size, count, nearest, side, direction, compare, camera];

const KNOWN = new Set([...FILLERS, ...TELLING, ...FAMILIES.flatMap((family) => [...family.vocabulary])]);
/** "The tallest <0>" picks one of several objects by comparing them: more than the rules can do. */
const PICKED =
  /\bthe (?:closest|nearest|farthest|furthest|tallest|highest|lowest|biggest|largest|smallest|widest|longest|shortest|closer|nearer|taller|bigger|larger|smaller|wider|longer|higher|lower|first|last|other) <\d+>/;
/** What filler and family words can spell between them although no family means it. */
const MISLEADING =
  /\bhow long (?:have|has|had)\b|\bthe \w+est (?:thing|object|item|piece) between\b|\bapart are (?:the )?<\d+> of (?:the )?<\d+>/;
const MARK = /^(?:<\d+>|[,;:/])$/;

/**
 * The task that a question sets. Families first read every word of it; where none does, they look for their cues and
 * tolerate unknown words, unless one of these could change the question. null when several families claim it: a wrong
 * answer is worse than none.
 */
export function understand(question: string): Task | null {
  const claims = literally(question);
  if (claims.length > 0) return only(claims);
  return only(byCues(question));
}

function literally(question: string): Task[] {
  for (const reading of readingsOf(question, (word) => KNOWN.has(word))) {
    const tasks = FAMILIES.filter((family) => spellsOnly(reading, family.vocabulary))
      .map((family) => family.understand(reading))
      .filter((task) => task !== null);
    if (tasks.length > 0) return tasks;
  }
  return [];
}

function byCues(question: string): Task[] {
  const isKnown = (word: string) => KNOWN.has(word);
  let dangerous = false;
  const readings = readingsOf(question, isKnown, (words) => {
    const text = inSingleWords(words);
    const marked = markObjects(text, isKnown);
    dangerous ||= [text, marked?.text ?? ""].some((form) => PICKED.test(form) || isDangerous(form));
    return marked;
  });
  if (dangerous) return [];
  for (const reading of readings) {
    const tasks = FAMILIES.map((family) => family.guess(reading)).filter((task) => task !== null);
    if (tasks.length > 0) return tasks;
  }
  return [];
}

function only(tasks: readonly Task[]): Task | null {
  return tasks.length === 1 ? (tasks[0] ?? null) : null;
}

function spellsOnly({ text }: Reading, vocabulary: ReadonlySet<string>): boolean {
  return (
    !PICKED.test(text) &&
    !MISLEADING.test(text) &&
    text.split(" ").every((word) => MARK.test(word) || FILLERS.has(word) || vocabulary.has(word))
  );
}
