import type { Colour } from "./data.ts";

/** For objects: told apart on light and dark, by most colour-blind people too. */
const OBJECTS: readonly Colour[] = [
  [0.9, 0.38, 0.0],
  [0.0, 0.5, 0.85],
  [0.84, 0.2, 0.55],
  [0.1, 0.62, 0.42],
  [0.55, 0.36, 0.84],
  [0.86, 0.64, 0.0],
  [0.1, 0.66, 0.72],
  [0.72, 0.26, 0.22],
];

export function objectColour(index: number): Colour {
  return OBJECTS[index % OBJECTS.length] as Colour;
}

export const ANSWER: Colour = [0.93, 0.1, 0.28];
export const MEASURED: Colour = [0.95, 0.58, 0.1];
export const HEADING: Colour = [0.2, 0.48, 0.95];
export const TRACK: Colour = [0.55, 0.3, 0.85];
