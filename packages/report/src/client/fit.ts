import { Vector3 } from "three";

/** Of half the canvas: points stay that much inside its edges. */
const FILLED = 0.92;

/** A camera's place, and the middle of what it looks at. */
export interface Stand {
  readonly position: Vector3;
  readonly target: Vector3;
}

/**
 * The nearest place from which all points (flat xyz) are on the canvas, for a camera with the horizon level that looks
 * along `forward`. `tangent`: of half the vertical opening.
 */
export function fit(points: ArrayLike<number>, forward: Vector3, tangent: number, aspect: number): Stand {
  const ahead = forward.clone().normalize();
  const right = new Vector3().crossVectors(ahead, new Vector3(0, 1, 0)).normalize();
  const up = new Vector3().crossVectors(right, ahead);
  const [across, along] = [new Edges(FILLED * tangent * aspect), new Edges(FILLED * tangent)];
  const point = new Vector3();
  let [nearest, farthest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i + 2 < points.length; i += 3) {
    point.set(points[i] as number, points[i + 1] as number, points[i + 2] as number);
    const depth = point.dot(ahead);
    across.add(point.dot(right), depth);
    along.add(point.dot(up), depth);
    nearest = Math.min(nearest, depth);
    farthest = Math.max(farthest, depth);
  }
  const place = (depth: number): Vector3 =>
    new Vector3().addScaledVector(right, across.middle).addScaledVector(up, along.middle).addScaledVector(ahead, depth);
  return { position: place(Math.min(across.depth, along.depth)), target: place((nearest + farthest) / 2) };
}

/** Two opposite planes of a camera's opening, moved until all points lie between them. */
class Edges {
  readonly #slope: number;
  #low = Number.POSITIVE_INFINITY;
  #high = Number.NEGATIVE_INFINITY;

  constructor(slope: number) {
    this.#slope = slope;
  }

  add(offset: number, depth: number): void {
    this.#high = Math.max(this.#high, offset - depth * this.#slope);
    this.#low = Math.min(this.#low, offset + depth * this.#slope);
  }

  get middle(): number {
    return (this.#low + this.#high) / 2;
  }

  /** Where the planes meet. */
  get depth(): number {
    return (this.#low - this.#high) / (2 * this.#slope);
  }
}
