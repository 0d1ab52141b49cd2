import { add, groundPlane, Points, Pose, scale, UP, type Vec3 } from "@spatialclaw/geometry";
import type { Colour, Shape, View } from "./data.ts";
import { across, arrowLines, type Lines } from "./lines.ts";

const GROUND: Colour = [0.5, 0.52, 0.55];
const UPWARDS: Colour = [0.2, 0.65, 0.32];
const FORWARD: Colour = [0.16, 0.45, 0.9];
/** About so many squares across the scene. */
const CELLS = 10;

interface Ground {
  readonly centre: Vec3;
  readonly radius: number;
  readonly unit: string;
}

/** The ground at its recorded height; where there is none, as the points suggest, which its name then says. */
export function groundShapes(height: number | null, points: Float32Array, scene: Ground): Shape[] {
  if (height !== null) return [groundShape(height, "ground", scene)];
  const plane = points.length > 0 ? groundPlane(new Points(points)) : null;
  if (!plane) return [];
  const under =
    (plane.offset - plane.normal[0] * scene.centre[0] - plane.normal[2] * scene.centre[2]) / plane.normal[1];
  return [groundShape(under, "ground, fitted to the points shown", scene)];
}

/** A level grid, its cells of a round length. */
function groundShape(height: number, what: string, { centre, radius, unit }: Ground): Shape {
  const cell = roundLength((2 * radius) / CELLS);
  const cells = Math.ceil((2 * radius) / cell);
  const from = (i: number) => Math.round((centre[i] as number) / cell - cells / 2) * cell;
  const [x0, z0] = [from(0), from(2)];
  const reach = cells * cell;
  const lines: Lines = [];
  for (let i = 0; i <= cells; i++) {
    lines.push(x0 + i * cell, height, z0, x0 + i * cell, height, z0 + reach);
    lines.push(x0, height, z0 + i * cell, x0 + reach, height, z0 + i * cell);
  }
  return {
    layer: "ground",
    name: `${what}, squares of ${cell}${unit}`,
    colour: GROUND,
    lines,
    faces: quad([
      [x0, height, z0],
      [x0 + reach, height, z0],
      [x0 + reach, height, z0 + reach],
      [x0, height, z0 + reach],
    ]),
    turn: null,
    step: null,
    shown: true,
    isAnswer: false,
  };
}

/** What the names of directions mean: up, and where the first camera looks. */
export function axisShapes([first]: readonly View[], length: number): Shape[] {
  if (!first) return [];
  const { position, forward } = Pose.fromMatrix(first.c2w);
  const axis = (name: string, direction: Vec3, colour: Colour): Shape => ({
    layer: "axes",
    name,
    colour,
    lines: arrowLines(position, direction, length, across(direction)),
    label: { at: add(position, scale(direction, 1.1 * length)), text: name },
    turn: null,
    step: null,
    shown: true,
    isAnswer: false,
  });
  return [axis("up", UP, UPWARDS), axis("camera forward", forward, FORWARD)];
}

/** Two faces of four corners that follow each other round it. */
export function quad([a, b, c, d]: readonly [Vec3, Vec3, Vec3, Vec3]): number[] {
  return [...a, ...b, ...c, ...a, ...c, ...d];
}

/** 1, 2 or 5 times a power of ten, the nearest. */
function roundLength(length: number): number {
  const power = 10 ** Math.floor(Math.log10(length));
  const step = [1, 2, 5].find((factor) => 1.4 * factor * power >= length) ?? 10;
  return Number((step * power).toPrecision(1));
}
