import { wordAnswer } from "../cells.ts";
import type { Choices, Option } from "../choices.ts";
import { type DirectionSet, readDirections, type Sector, setOf } from "../directions.ts";
import type { Cell } from "../family.ts";
import { says } from "../text.ts";

/** How a question about directions wants its answer. */
export interface DirectionAnswer {
  readonly set: DirectionSet;
  /** The question's word for the back. */
  readonly backWord: string;
  readonly options: readonly Option<Sector>[] | null;
}

/** For people, in plans. */
export const SECTORS: Readonly<Record<DirectionSet, string>> = {
  side2: "left, right",
  side4: "front, right, back, left",
  side8: "the eight directions",
  quadrant: "front-left, front-right, back-left, back-right",
  "front-or-back": "front, back",
  "left-right-back": "left, right, back",
  "left-right-front": "left, right, front",
};

/** The directions a question offers; `otherwise` when it offers none, null when the offer is unclear. */
export function offeredDirections(
  text: string,
  choices: Choices,
  otherwise: DirectionSet | null,
): DirectionAnswer | null {
  const { set, backWord } = readDirections(text);
  if (choices.kind === "none") {
    if (set === "unclear") return null;
    const chosen = set ?? otherwise;
    return chosen && { set: chosen, backWord, options: null };
  }
  if (choices.kind !== "directions") return null;
  const sectors = choices.options.map((option) => option.value);
  const diagonals = new Set(sectors.filter((sector) => sector.includes("-")));
  const offered = setOf(
    new Set(sectors.filter((sector) => !sector.includes("-"))),
    diagonals,
    says(text, "eight|8") ? "8" : "",
  );
  if (offered === null || offered === "unclear") return null;
  return { set: offered, backWord, options: choices.options };
}

const EXPRESSIONS: Readonly<Record<DirectionSet, string>> = {
  side2: "place.side2",
  side4: "place.side4",
  side8: "place.side8",
  quadrant: "place.quadrant",
  "front-or-back": `place.forward > 0 ? "front" : "back"`,
  "left-right-back": `place.side4 === "back" ? "back" : place.side2`,
  "left-right-front": `place.side4 === "front" ? "front" : place.side2`,
};

/** Lines that turn `place`, from `Heading.locate`, into the variable `direction`. */
export function directionCell({ set }: DirectionAnswer): string {
  return `const direction: string = ${EXPRESSIONS[set]};
print(\`\${direction}: bearing \${place.bearingDeg.toFixed(1)} degrees clockwise, \${place.distance.toFixed(2)} m away\`);`;
}

export function directionAnswer({ backWord, options }: DirectionAnswer): Cell {
  if (options || backWord === "back") return wordAnswer("direction", options);
  const code = `ReturnAnswer(direction.replace("back", ${JSON.stringify(backWord)}));`;
  return {
    purpose: `The answer is what the last cell found; the question says "${backWord}" for the back.`,
    code,
    simpler: null,
  };
}
