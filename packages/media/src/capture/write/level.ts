import { cross, dot, norm, scale, type Vec3 } from "@spatialclaw/geometry";

/** Turns a world so that `up` becomes +Z, by the smallest turn. Takes camera-to-world matrices, row-major. */
export function levelled(up: Vec3): (c2w: readonly number[]) => readonly number[] {
  const z: Vec3 = [0, 0, 1];
  const axis = cross(up, z);
  const [sine, cosine] = [norm(axis), dot(up, z)];
  if (sine < 1e-12 && cosine > 0) return (c2w) => c2w;
  // Straight down: half a turn about x.
  const [x, y, w] = sine < 1e-12 ? [1, 0, 0] : scale(axis, 1 / sine);
  const [s, c, t] = [sine < 1e-12 ? 0 : sine, cosine, 1 - cosine];
  const turn = [
    [t * x * x + c, t * x * y - s * w, t * x * w + s * y],
    [t * x * y + s * w, t * y * y + c, t * y * w - s * x],
    [t * x * w - s * y, t * y * w + s * x, t * w * w + c],
  ];
  return (m) =>
    [0, 1, 2]
      .flatMap((r) => [0, 1, 2, 3].map((k) => [0, 1, 2].reduce((sum, i) => sum + turn[r]![i]! * m[4 * i + k]!, 0)))
      .concat(0, 0, 0, 1);
}
