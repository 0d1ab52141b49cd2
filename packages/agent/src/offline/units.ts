export type Unit = "m" | "cm" | "mm" | "ft" | "in";

export const PER_METRE: Readonly<Record<Unit, number>> = { m: 1, cm: 100, mm: 1000, ft: 1 / 0.3048, in: 1 / 0.0254 };

const NAMES: Readonly<Record<Unit, string>> = {
  m: "m|metres?|meters?",
  cm: "cms?|centimetres?|centimeters?|centi metres?|centi meters?",
  mm: "mms?|millimetres?|millimeters?",
  ft: "ft|feet|foot",
  in: "inches|inch",
};
const UNITS = Object.keys(NAMES) as Unit[];
const ANY = Object.values(NAMES).join("|");

/** "to the nearest centimetre", "with two decimals": how the number is written, not what is measured. */
const PRECISION = new RegExp(
  `\\b(?:(?:rounded|round|rounding|accurate|precise|correct|exact)(?: it| the (?:answer|result|value|number))? )?(?:(?:to|within|with|using|up to|at) )?(?:the )?(?:(?:nearest|closest) (?:tenth|hundredth|whole number|integer|${ANY})s?(?: of an? (?:${ANY}))?|(?:one|two|three|four|a|[1-4]|at least two|a few|some) (?:decimals?|digits?|significant figures?|significant digits?)(?: places?| points?)?|(?:decimals?|decimal places?))(?= |$)`,
  "g",
);
const COUNTED = new RegExp(`\\bhow many (?=(?:${ANY})(?: |$))`, "g");
const MENTION = new RegExp(
  `(?:^| )(?:(?:measured |expressed |given |stated |as |an? )*(?:in|using|as)(?: units? of)?(?: whole)? )?(?:${ANY})(?= |$)`,
  "g",
);

export interface UnitReading {
  /** The text without its units and roundings. */
  readonly text: string;
  /** null when two different units are asked for at once. */
  readonly unit: Unit | null;
}

/** Metres when the text names no unit. */
export function readUnit(text: string): UnitReading {
  const plain = text.replace(PRECISION, " ").replace(COUNTED, "how much ").replace(/\s+/g, " ");
  const mentioned = new Set((plain.match(MENTION) ?? []).map(unitOfMention));
  const [unit = "m"] = mentioned;
  const rest = plain.replace(MENTION, " ").replace(/\s+/g, " ").trim();
  return { text: rest, unit: mentioned.size > 1 ? null : unit };
}

/** The unit behind the number of an option, as in "0.9 m" or "120cm"; null without one. */
export function unitNamed(text: string): Unit | null {
  return UNITS.find((unit) => new RegExp(`^(?:${NAMES[unit]})$`).test(text)) ?? null;
}

function unitOfMention(mention: string): Unit {
  return unitNamed(mention.trim().split(" ").at(-1) ?? "") ?? "m";
}
