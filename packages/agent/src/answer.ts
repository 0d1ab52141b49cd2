import type { Json } from "@spatialclaw/kernel";
import type { Scale } from "@spatialclaw/perception";
import { readAnswer } from "@spatialclaw/workspace";
import type { Answer } from "./events.ts";

/** Lengths are metres unless the question asks for another unit; other numbers and words have none. */
const UNITS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:in|of) (?:centimet(?:er|re)s?|cm)\b/i, "cm"],
  [/\b(?:in|of) (?:millimet(?:er|re)s?|mm)\b/i, "mm"],
  [/\b(?:in|of) (?:feet|foot|ft)\b/i, "ft"],
  [/\b(?:in|of) inch(?:es)?\b/i, "in"],
  [/\b(?:in|of) degrees?\b/i, "deg"],
  [/\b(?:how many|number of|count)\b/i, ""],
  [
    /\b(?:distance|how (?:far|tall|high|wide|long|deep|large)|height|width|length|depth|met(?:er|re)s?|gap|apart|side|dimension)\b/i,
    "m",
  ],
];

/** What a run's answer message says, as a value with its evidence. */
export function makeAnswer(message: Json, question: string, scale: Scale | null): Answer {
  const { value, evidence } = readAnswer(message);
  const unit = typeof value === "number" ? (UNITS.find(([pattern]) => pattern.test(question))?.[1] ?? "") : "";
  return {
    value,
    unit: unit || null,
    text: unit ? `${value} ${unit}` : String(value),
    evidence,
    scale,
  };
}
