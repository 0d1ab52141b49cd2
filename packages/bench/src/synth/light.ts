import type { RayScene } from "./ray-scene.ts";
import type { Vec3 } from "./types.ts";

/** Metres between samples of the baked light. */
const CELL = 0.07;
/** Metres off a surface, so that a ray does not meet where it starts. */
const OFF = 0.004;
/** Metres within which neighbours darken a spot. */
const CONTACT = 0.35;
/** Places on the lamp, in units of its radius: their mean gives soft shadows. */
const LAMP: readonly (readonly [number, number])[] = [
  [0.7, 0.2],
  [-0.2, 0.7],
  [-0.7, -0.2],
  [0.2, -0.7],
  [0, 0],
];
const LAMP_RADIUS = 0.45;

/** A ceiling lamp in the room's middle, and the light it and the sky-like room leave on floor and walls. */
export class Light {
  readonly lamp: Vec3;
  readonly #rays: RayScene;
  readonly #room: Vec3;
  /** By plane: axis * 2 + (1 on the far side). Baked when first asked for. */
  readonly #maps: (LightMap | undefined)[] = [];

  constructor(rays: RayScene, room: Vec3) {
    this.#rays = rays;
    this.#room = room;
    this.lamp = [room[0] / 2, room[1] / 2, room[2] - 0.12];
  }

  /** Direct and surrounding light, each 0..1, at a point of the room's shell with this inward normal. */
  onShell(point: Vec3, normal: Vec3): { direct: number; ambient: number } {
    const axis = normal.findIndex((n) => Math.abs(n) > 0.5);
    const plane = axis * 2 + (normal[axis]! < 0 ? 1 : 0);
    this.#maps[plane] ??= this.#bake(axis, normal);
    return this.#maps[plane].at(point[(axis + 1) % 3]!, point[(axis + 2) % 3]!);
  }

  #bake(axis: number, normal: Vec3): LightMap {
    const [u, v] = [(axis + 1) % 3, (axis + 2) % 3];
    const map = new LightMap(this.#room[u]!, this.#room[v]!);
    const point = [0, 0, 0];
    point[axis] = normal[axis]! > 0 ? OFF : this.#room[axis]! - OFF;
    map.fill((a, b) => {
      point[u] = a;
      point[v] = b;
      const at = point as unknown as Vec3;
      return [this.#lampSeen(at), this.#openness(at, axis, normal[axis]!)];
    });
    return map;
  }

  /** Share of the lamp that is seen from a point. */
  #lampSeen(from: Vec3): number {
    let seen = 0;
    for (const [dx, dy] of LAMP) {
      const [x, y, z] = [
        this.lamp[0] + dx * LAMP_RADIUS - from[0],
        this.lamp[1] + dy * LAMP_RADIUS - from[1],
        this.lamp[2] - from[2],
      ];
      const length = Math.hypot(x, y, z);
      if (!this.#rays.blocked(from, [x / length, y / length, z / length], length)) seen++;
    }
    return seen / LAMP.length;
  }

  /** Share of short rays into the half space that meet nothing. */
  #openness(from: Vec3, axis: number, sign: number): number {
    let open = 0;
    const count = 6;
    for (let i = 0; i < count; i++) {
      const angle = (2 * Math.PI * i) / count;
      const direction = [0, 0, 0];
      direction[axis] = 0.5 * sign;
      direction[(axis + 1) % 3] = 0.866 * Math.cos(angle);
      direction[(axis + 2) % 3] = 0.866 * Math.sin(angle);
      if (!this.#rays.blocked(from, direction as unknown as Vec3, CONTACT)) open++;
    }
    return open / count;
  }
}

/** Two values on a grid over a rectangle, read bilinearly. */
class LightMap {
  readonly #columns: number;
  readonly #rows: number;
  readonly #width: number;
  readonly #height: number;
  readonly #values: Float32Array;

  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
    this.#columns = Math.ceil(width / CELL) + 1;
    this.#rows = Math.ceil(height / CELL) + 1;
    this.#values = new Float32Array(this.#columns * this.#rows * 2);
  }

  fill(sample: (u: number, v: number) => readonly [direct: number, ambient: number]): void {
    for (let j = 0; j < this.#rows; j++) {
      for (let i = 0; i < this.#columns; i++) {
        const u = Math.min(this.#width - OFF, Math.max(OFF, (i / (this.#columns - 1)) * this.#width));
        const v = Math.min(this.#height - OFF, Math.max(OFF, (j / (this.#rows - 1)) * this.#height));
        this.#values.set(sample(u, v), 2 * (j * this.#columns + i));
      }
    }
  }

  at(u: number, v: number): { direct: number; ambient: number } {
    const x = Math.min(this.#columns - 1.001, Math.max(0, (u / this.#width) * (this.#columns - 1)));
    const y = Math.min(this.#rows - 1.001, Math.max(0, (v / this.#height) * (this.#rows - 1)));
    const [i, j] = [Math.floor(x), Math.floor(y)];
    const [s, t] = [x - i, y - j];
    const read = (k: number): number => {
      const value = (column: number, row: number): number => this.#values[2 * (row * this.#columns + column) + k]!;
      const low = value(i, j) * (1 - s) + value(i + 1, j) * s;
      const high = value(i, j + 1) * (1 - s) + value(i + 1, j + 1) * s;
      return low * (1 - t) + high * t;
    };
    return { direct: read(0), ambient: read(1) };
  }
}
