/** Metres of one of each. */
const LENGTHS: Readonly<Record<string, number>> = {
  m: 1,
  cm: 0.01,
  mm: 0.001,
  km: 1000,
  ft: 0.3048,
  in: 0.0254,
  yd: 0.9144,
  mi: 1609.344,
};

const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/^(?:cm|centimet(?:er|re)s?)\b/i, "cm"],
  [/^(?:mm|millimet(?:er|re)s?)\b/i, "mm"],
  [/^(?:km|kilomet(?:er|re)s?)\b/i, "km"],
  [/^(?:m|met(?:er|re)s?)\b(?![²³^2]|\s*\/| per\b)/i, "m"],
  [/^(?:ft|feet|foot|')(?!\w)/i, "ft"],
  [/^(?:in|inch(?:es)?|")(?!\w)/i, "in"],
  [/^(?:yd|yards?)\b/i, "yd"],
  [/^(?:mi|miles?)\b/i, "mi"],
  [/^(?:°|deg|degrees?)(?!\w)/i, "deg"],
];

/** Lengths are metres unless the question asks for another unit; other numbers and words have none. */
const ASKED: readonly (readonly [RegExp, string | null])[] = [
  [/\b(?:square|sq\.?) (?:feet|foot|ft)\b|\bft(?:²|\^2)/i, "ft²"],
  [/\b(?:square|sq\.?) (?:met(?:er|re)s?|m)\b|\bm(?:²|\^2)/i, "m²"],
  [/\bcubic (?:met(?:er|re)s?|m)\b|\bm(?:³|\^3)/i, "m³"],
  [/\b(?:kilomet(?:er|re)s?|km) ?(?:per|an|\/) ?h(?:our)?\b/i, "km/h"],
  [/\b(?:met(?:er|re)s?|m) ?(?:per|a|\/) ?s(?:econd)?\b|\b(?:how fast|speed|velocity)\b/i, "m/s"],
  [/\bin seconds\b|\bhow many seconds\b|\bhow long (?:does|did|do) .* (?:take|last)\b/i, "s"],
  [/\b(?:in|of) (?:centimet(?:er|re)s?|cm)\b/i, "cm"],
  [/\b(?:in|of) (?:millimet(?:er|re)s?|mm)\b/i, "mm"],
  [/\b(?:in|of) (?:feet|foot|ft)\b/i, "ft"],
  [/\b(?:in|of) inch(?:es)?\b/i, "in"],
  [/\bin (?:yards?|yd)\b/i, "yd"],
  [/\bin miles?\b/i, "mi"],
  [/\b(?:in|of) (?:kilomet(?:er|re)s?|km)\b/i, "km"],
  [/\b(?:in|of) degrees?\b/i, "deg"],
  [/\b(?:how many|number of|count|ratio|times (?:as|larger|bigger|longer|taller))\b/i, null],
  [/\b(?:angle|how much did .* (?:turn|rotate)|rotation)\b/i, "deg"],
  [/\b(?:area|room size|size of (?:the|this) room)\b/i, "m²"],
  [/\bvolume\b/i, "m³"],
  [
    /\b(?:distance|how (?:far|tall|high|wide|long|deep|large)|height|width|length|depth|met(?:er|re)s?|gap|apart|side|dimension)\b/i,
    "m",
  ],
];

/** The unit that a number answering this question has; null for counts and what else has none. */
export function unitOf(question: string): string | null {
  return ASKED.find(([pattern]) => pattern.test(question))?.[1] ?? null;
}

/** The unit at the start of a text, in its short form. */
export function unitAt(text: string): string | null {
  return SPELLINGS.find(([pattern]) => pattern.test(text.trimStart()))?.[1] ?? null;
}

export function isLength(unit: string | null): boolean {
  return unit !== null && unit in LENGTHS;
}

/** The same length in another unit; unchanged where either is no length. */
export function convert(value: number, from: string | null, to: string | null): number {
  const [a, b] = [LENGTHS[from ?? ""], LENGTHS[to ?? ""]];
  // Rounded where a product like 0.3 * 100 leaves dust.
  return a === undefined || b === undefined || a === b ? value : Number(((value * a) / b).toPrecision(12));
}
