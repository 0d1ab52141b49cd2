/** Distinguishable also for colour-blind eyes, stable by position: Okabe and Ito's, then eight between them. */
const COLORS: readonly string[] = [
  ...["#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7", "#999999"],
  ...["#7b3fb5", "#8ac926", "#5c3a1e", "#00d5c8", "#ff9e9e", "#2d3a8c", "#b8860b", "#c2185b"],
];

export function colorAt(index: number): string {
  return COLORS[index % COLORS.length]!;
}

/** Those that stand out from white, for thin lines and small dots. */
const INKS: readonly string[] = [
  ...["#0072b2", "#d55e00", "#009e73", "#7b3fb5", "#c2185b", "#5c3a1e", "#b8860b", "#606066"],
];

export const INK_COUNT: number = INKS.length;

export function inkAt(index: number): string {
  return INKS[index % INK_COUNT]!;
}

/** Of #rrggbb. */
export function rgbOf(hex: string): readonly [red: number, green: number, blue: number] {
  if (!/^#[0-9a-f]{6}$/i.test(hex)) throw new RangeError(`color is ${JSON.stringify(hex)}, expected #rrggbb`);
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
