import { Shape } from "../src/synth/furniture/index.ts";
import type { Random } from "../src/synth/random.ts";
import type { Vec3 } from "../src/synth/types.ts";

/** A box turned about the vertical, metres and radians. */
export interface TurnedBox {
  readonly centre: Vec3;
  readonly half: Vec3;
  readonly yaw: number;
}

export function randomBox(random: Random): TurnedBox {
  const triple = (low: number, high: number): Vec3 => [
    random.range(low, high),
    random.range(low, high),
    random.range(low, high),
  ];
  return { centre: triple(-1.2, 1.2), half: triple(0.05, 0.5), yaw: random.range(0, Math.PI) };
}

export function boxMesh({ centre, half, yaw }: TurnedBox): Float32Array {
  const spans = half.map((h) => [-h, h] as const);
  const local = new Shape().box("oak", spans[0]!, spans[1]!, spans[2]!).corners;
  const [c, s] = [Math.cos(yaw), Math.sin(yaw)];
  return Float32Array.from(local, (value, i) => {
    const [x, y] = [local[i - (i % 3)]!, local[i - (i % 3) + 1]!];
    return centre[i % 3]! + (i % 3 === 0 ? x * c - y * s : i % 3 === 1 ? x * s + y * c : value);
  });
}

/** The point of the solid box nearest to `p`. */
export function nearestInBox({ centre, half, yaw }: TurnedBox, p: Vec3): Vec3 {
  const [c, s] = [Math.cos(yaw), Math.sin(yaw)];
  const clamp = (value: number, limit: number): number => Math.min(limit, Math.max(-limit, value));
  const [dx, dy, dz] = [p[0] - centre[0], p[1] - centre[1], p[2] - centre[2]];
  const u = clamp(dx * c + dy * s, half[0]);
  const v = clamp(dy * c - dx * s, half[1]);
  return [centre[0] + u * c - v * s, centre[1] + u * s + v * c, centre[2] + clamp(dz, half[2])];
}

/** A point of a random triangle of a mesh. */
export function onSurface(mesh: Float32Array, random: Random): Vec3 {
  const t = 9 * random.integer(0, mesh.length / 9 - 1);
  const root = Math.sqrt(random.next());
  const side = random.next();
  const weights = [1 - root, root * (1 - side), root * side];
  const at = (axis: number): number => weights.reduce((sum, w, k) => sum + w * mesh[t + 3 * k + axis]!, 0);
  return [at(0), at(1), at(2)];
}
