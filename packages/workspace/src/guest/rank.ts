import { fail, shown, text } from "./check.ts";

/** Words for directions on the ground, clockwise from ahead; opposite ones cannot stand together. */
const WORDS: readonly (readonly [RegExp, number])[] = [
  [/\b(?:front|ahead|forwards?)\b/, 0],
  [/\bright(?:wards?)?\b/, 90],
  [/\b(?:back|behind|rear|backwards?)\b/, 180],
  [/\bleft(?:wards?)?\b/, 270],
];
const CLOCK = /\b(1[0-2]|[1-9])\s*o'?clock\b/;

/** Options in words by how far they are from a bearing, the best first. */
export function rankOptions<T extends string>(
  options: readonly T[],
  bearingDeg: number,
): readonly { readonly option: T; readonly gapDeg: number }[] {
  const where = "Heading.rank(options)";
  if (!Array.isArray(options) || options.length === 0)
    return fail(where, `expected a list of options in words, got ${shown(options)}`);
  const ranked = options.map((option, i) => {
    const direction = directionOf(text(`${where}[${i}]`, option));
    if (direction === null)
      return fail(
        `${where}[${i}]`,
        `${shown(option)} names no direction; use words like "left", "back-right", "3 o'clock"`,
      );
    const turn = (((bearingDeg - direction) % 360) + 360) % 360;
    return Object.freeze({ option, gapDeg: Math.min(turn, 360 - turn) });
  });
  return Object.freeze(ranked.sort((a, b) => a.gapDeg - b.gapDeg));
}

/** Degrees clockwise from ahead; null when the words name none, or opposite ones. */
export function directionOf(words: string): number | null {
  const plain = words.toLowerCase();
  const hour = CLOCK.exec(plain)?.[1];
  if (hour) return (Number(hour) % 12) * 30;
  const named = WORDS.filter(([word]) => word.test(plain)).map(([, degrees]) => (degrees * Math.PI) / 180);
  const x = named.reduce((sum, angle) => sum + Math.sin(angle), 0);
  const y = named.reduce((sum, angle) => sum + Math.cos(angle), 0);
  return Math.hypot(x, y) < 0.5 ? null : (Math.atan2(x, y) * 180) / Math.PI;
}
