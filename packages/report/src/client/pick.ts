import { Matrix4, type PerspectiveCamera, Vector4 } from "three";
import { framePixel } from "../scene/pixels.ts";
import type { Cloud } from "./cloud.ts";
import type { ShownView } from "./decode.ts";

/** A click reaches points so near, in CSS pixels. */
const REACH = 8;

export interface Picked {
  readonly index: number;
  readonly position: readonly [number, number, number];
}

/** Which of the points are on the canvas. */
export interface Shown {
  readonly least: number;
  readonly hidesBacks: boolean;
}

/** The foremost of the shown points near a place on the canvas; null for none. */
export function pickPoint(
  cloud: Cloud,
  { least, hidesBacks }: Shown,
  camera: PerspectiveCamera,
  place: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): Picked | null {
  const { positions, confidence } = cloud;
  const matrix = new Matrix4().multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse);
  const at = new Vector4();
  let best = -1;
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < confidence.length; i++) {
    if ((confidence[i] as number) < 255 * least) continue;
    at.set(positions[3 * i] as number, positions[3 * i + 1] as number, positions[3 * i + 2] as number, 1);
    at.applyMatrix4(matrix);
    if (at.w <= 0) continue;
    const dx = ((at.x / at.w + 1) / 2) * place.width - place.x;
    const dy = ((1 - at.y / at.w) / 2) * place.height - place.y;
    const off = Math.hypot(dx, dy);
    if (off > REACH) continue;
    // A point right under the pointer wins against one a little in front of it at the edge of the reach.
    const rank = at.w * (1 + 0.02 * off);
    if (rank < nearest && !(hidesBacks && isBack(cloud, i, camera))) [best, nearest] = [i, rank];
  }
  if (best < 0) return null;
  const position = [...positions.subarray(3 * best, 3 * best + 3)] as unknown as [number, number, number];
  return { index: best, position };
}

function isBack({ positions, toCamera }: Cloud, i: number, { position: eye }: PerspectiveCamera): boolean {
  const part = (axis: number, at: number) =>
    (at - (positions[3 * i + axis] as number)) * (toCamera[3 * i + axis] as number);
  return part(0, eye.x) + part(1, eye.y) + part(2, eye.z) < 0;
}

/** Position, frame and pixel, in one line. */
export function describePoint(
  { view, pixel, confidence }: Cloud,
  { index, position }: Picked,
  views: readonly ShownView[],
): string {
  const seen = views[view[index] as number] as ShownView;
  const [x, y] = framePixel(seen, pixel[index] as number);
  const depth = seen.depth[pixel[index] as number] as number;
  const sure = seen.confidence === null ? "" : `, confidence ${((confidence[index] as number) / 255).toFixed(2)}`;
  return `(${position.map((value) => value.toFixed(3)).join(", ")}) · ${seen.name}, pixel (${x}, ${y}), depth ${depth.toFixed(3)}${sure}`;
}
