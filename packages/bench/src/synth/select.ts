import { FAMILIES } from "./families/index.ts";
import type { Question } from "./questions.ts";

/**
 * Some questions of each room so that all families are asked about equally over all rooms: each time the family that
 * had the fewest so far and that the room still offers. The order of the rooms and of their questions decides ties.
 */
export function selectQuestions(rooms: readonly (readonly Question[])[], perRoom: number): Question[][] {
  const asked = new Map(FAMILIES.map(({ id }) => [id, 0]));
  // Families that few rooms offer come first in every room that offers them.
  const offers = new Map(
    FAMILIES.map(({ id }) => [id, rooms.filter((room) => room.some((q) => q.family === id)).length]),
  );
  const times = (question: Question): number => asked.get(question.family) ?? 0;
  const rarity = (question: Question): number => offers.get(question.family) ?? 0;
  return rooms.map((room) => {
    const left = [...room];
    const chosen: Question[] = [];
    const here = (question: Question): number => chosen.filter(({ family }) => family === question.family).length;
    while (chosen.length < perRoom && left.length > 0) {
      const next = left.reduce((best, question) =>
        (here(question) - here(best) || times(question) - times(best) || rarity(question) - rarity(best)) < 0
          ? question
          : best,
      );
      left.splice(left.indexOf(next), 1);
      chosen.push(next);
      asked.set(next.family, times(next) + 1);
    }
    return chosen;
  });
}
