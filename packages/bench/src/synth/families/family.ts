import type { RoomView } from "./view.ts";

/** Values of a family's placeholders: labels, a frame's number, or several labels to choose from. */
export type Params = Readonly<Record<string, string | number | readonly string[]>>;

export interface Family<P extends Params = Params> {
  readonly id: string;
  readonly unit: "m" | null;
  /** What every phrasing holds in braces, each once. */
  readonly placeholders: readonly string[];
  /** All questions of this family that a room could be asked, well-posed or not. */
  candidates(view: RoomView): P[];
  /** Throws IllPosed when the room does not decide it clearly enough. */
  answer(view: RoomView, params: P): number | string;
  /** What a word answer is chosen from; absent for numbers. */
  choices?(params: P): readonly string[];
}

/** Why a question is not asked. */
export class IllPosed extends Error {
  override readonly name = "IllPosed";
}

export function require(condition: boolean, reason: string): void {
  if (!condition) throw new IllPosed(reason);
}

/** Families differ in their params; the list of all of them only needs that each understands its own. */
export function family<P extends Params>(definition: Family<P>): Family {
  return definition as unknown as Family;
}

/** Pairs of different items in both orders. */
export function orderedPairs<T>(items: readonly T[]): { a: T; b: T }[] {
  return items.flatMap((a) => items.filter((b) => b !== a).map((b) => ({ a, b })));
}
