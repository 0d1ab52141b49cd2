/** Distinguishable also for colour-blind eyes, stable by position (after Okabe and Ito). */
const COLORS = ["#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7", "#999999"] as const;

export function color(index: number): string {
  return COLORS[index % COLORS.length] ?? COLORS[0];
}

export function rgbOf(hex: string): readonly [number, number, number] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as readonly [
    number,
    number,
    number,
  ];
}
