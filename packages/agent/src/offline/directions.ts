export type Side = "front" | "right" | "back" | "left";
export type Sector = Side | "front-left" | "front-right" | "back-left" | "back-right";

/** The set of words that the question offers, named after the field of `Heading.locate` that picks from it. */
export type DirectionSet =
  | "side2"
  | "side4"
  | "side8"
  | "quadrant"
  | "front-or-back"
  | "left-right-back"
  | "left-right-front";

const FRONT = "in front|front|ahead|forward|forwards";
const BACK = "to the back|behind|back|rear|backward|backwards";
const DIAGONAL = new RegExp(
  `(?:^| )(?:to the )?(?:(?:${FRONT}|${BACK})(?: (?:and )?(?:to the |to my |on the )?)(?:left|right)|(?:left|right) (?:${FRONT}|${BACK}))(?= |$)`,
  "g",
);
const SIMPLE = new RegExp(`(?:^| )(${FRONT}|${BACK}|left|right)(?= |$)`, "g");

export interface DirectionReading {
  /** null when no direction is offered; "unclear" when the offer is none of the known sets. */
  readonly set: DirectionSet | "unclear" | null;
  /** The question's own word behind its back: "behind". */
  readonly backWord: string;
}

export function sectorOf(text: string): Sector | null {
  const diagonal = text.match(DIAGONAL) ?? [];
  if (diagonal.length > 0) return diagonal.length === 1 ? diagonalOf(diagonal[0] ?? "") : null;
  const sides = [...text.matchAll(SIMPLE)].map((match) => sideOf(match[1] ?? ""));
  return new Set(sides).size === 1 ? (sides[0] ?? null) : null;
}

/** Reads the directions that a text offers: "left, right, front or back". */
export function readDirections(text: string): DirectionReading {
  const diagonals = new Set((text.match(DIAGONAL) ?? []).map(diagonalOf));
  const plain = text.replace(DIAGONAL, " ");
  const found = [...plain.matchAll(SIMPLE)].map((match) => match[1] ?? "");
  const sides = new Set(found.map(sideOf));
  const backWord = found.includes("behind") ? "behind" : "back";
  return { set: setOf(sides, diagonals, text), backWord };
}

export function setOf(
  sides: ReadonlySet<Sector>,
  diagonals: ReadonlySet<Sector>,
  text: string,
): DirectionReading["set"] {
  if (/\b(?:eight|8)\b/.test(text)) return "side8";
  if (diagonals.size > 0) {
    if (sides.size === 0) return diagonals.size === 4 ? "quadrant" : "unclear";
    return sides.size === 4 || diagonals.size >= 2 ? "side8" : "unclear";
  }
  const offered = (["front", "right", "back", "left"] as const).filter((side) => sides.has(side)).join(" ");
  switch (offered) {
    case "":
      if (/\bquadrants?\b/.test(text)) return "quadrant";
      return /\b(?:four|4)\b/.test(text) ? "side4" : null;
    case "front right back left":
      return "side4";
    case "right left":
      return "side2";
    case "front back":
      return "front-or-back";
    case "right back left":
      return "left-right-back";
    case "front right left":
      return "left-right-front";
    default:
      return "unclear";
  }
}

function sideOf(word: string): Side {
  if (word === "left" || word === "right") return word;
  return new RegExp(`^(?:${FRONT})$`).test(word) ? "front" : "back";
}

function diagonalOf(phrase: string): Sector {
  const side = /left/.test(phrase) ? "left" : "right";
  return new RegExp(`(?:^| )(?:${FRONT})(?= |$)`).test(phrase) ? `front-${side}` : `back-${side}`;
}
