/** What a surface looks like. */
export interface Paint {
  /** Linear-ish 0..1 colour before light. */
  readonly rgb: readonly [number, number, number];
  readonly pattern: "plain" | "wood" | "fabric" | "screen";
}

export const PAINTS = {
  whiteEnamel: { rgb: [0.9, 0.9, 0.87], pattern: "plain" },
  steel: { rgb: [0.62, 0.64, 0.66], pattern: "plain" },
  darkMetal: { rgb: [0.2, 0.2, 0.22], pattern: "plain" },
  brass: { rgb: [0.78, 0.62, 0.3], pattern: "plain" },
  oak: { rgb: [0.72, 0.52, 0.32], pattern: "wood" },
  walnut: { rgb: [0.42, 0.28, 0.18], pattern: "wood" },
  pine: { rgb: [0.84, 0.68, 0.46], pattern: "wood" },
  doorWood: { rgb: [0.6, 0.36, 0.2], pattern: "wood" },
  doorPanel: { rgb: [0.52, 0.3, 0.16], pattern: "wood" },
  frameWhite: { rgb: [0.88, 0.86, 0.8], pattern: "plain" },
  blueFabric: { rgb: [0.26, 0.36, 0.52], pattern: "fabric" },
  blueCushion: { rgb: [0.34, 0.45, 0.62], pattern: "fabric" },
  linen: { rgb: [0.9, 0.88, 0.84], pattern: "fabric" },
  redBlanket: { rgb: [0.62, 0.24, 0.22], pattern: "fabric" },
  lampShade: { rgb: [0.98, 0.9, 0.68], pattern: "fabric" },
  screen: { rgb: [0.06, 0.07, 0.09], pattern: "screen" },
  terracotta: { rgb: [0.7, 0.38, 0.25], pattern: "plain" },
  leaf: { rgb: [0.2, 0.44, 0.19], pattern: "fabric" },
  leafLight: { rgb: [0.34, 0.56, 0.26], pattern: "fabric" },
  soil: { rgb: [0.22, 0.16, 0.12], pattern: "plain" },
  fridge: { rgb: [0.8, 0.83, 0.86], pattern: "plain" },
  cardboard: { rgb: [0.73, 0.57, 0.38], pattern: "plain" },
  tape: { rgb: [0.84, 0.74, 0.55], pattern: "plain" },
  binGreen: { rgb: [0.3, 0.46, 0.42], pattern: "plain" },
  binDark: { rgb: [0.13, 0.15, 0.15], pattern: "plain" },
  bookRed: { rgb: [0.66, 0.2, 0.2], pattern: "plain" },
  bookBlue: { rgb: [0.2, 0.34, 0.58], pattern: "plain" },
  bookGreen: { rgb: [0.24, 0.46, 0.32], pattern: "plain" },
  bookYellow: { rgb: [0.85, 0.7, 0.3], pattern: "plain" },
  bookPale: { rgb: [0.86, 0.82, 0.74], pattern: "plain" },
} as const satisfies Record<string, Paint>;

export type PaintName = keyof typeof PAINTS;
