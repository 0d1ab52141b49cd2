import type { Reading } from "./reading.ts";

/** One cell: the sentence before it, its code, and what to try once when it fails. */
export interface Cell {
  readonly purpose: string;
  readonly code: string;
  readonly simpler: string | null;
}

/** What the offline model will do about a question. */
export interface Task {
  readonly family: string;
  readonly intent: unknown;
  /** Two to five lines for a person. */
  readonly plan: string;
  readonly cells: readonly Cell[];
}

export interface FamilyDefinition<Intent> {
  readonly name: string;
  /** Words beside the fillers that this family understands; any other word that is no object's name refuses it. */
  readonly vocabulary: ReadonlySet<string>;
  /** null when the reading is not of this family. */
  readonly read: (reading: Reading) => Intent | null;
  /** By cues and slots, in a text where unknown words are `~`; null when the evidence is not plain. */
  readonly guess: (reading: Reading) => Intent | null;
  readonly plan: (intent: Intent) => readonly string[];
  readonly cells: (intent: Intent) => readonly Cell[];
}

export interface Family {
  readonly name: string;
  readonly vocabulary: ReadonlySet<string>;
  readonly understand: (reading: Reading) => Task | null;
  readonly guess: (reading: Reading) => Task | null;
}

export function defineFamily<Intent>(definition: FamilyDefinition<Intent>): Family {
  const { name, vocabulary, read, guess, plan, cells } = definition;
  const task = (intent: Intent | null): Task | null =>
    intent && { family: name, intent, plan: plan(intent).join("\n"), cells: cells(intent) };
  return {
    name,
    vocabulary,
    understand: (reading) => task(read(reading)),
    guess: (reading) => task(guess(reading)),
  };
}
