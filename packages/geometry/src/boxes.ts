// Axis-aligned boxes by number in one array, six numbers each: min x, y, z, max x, y, z. A box without points is
// inside out (min Infinity, max -Infinity).

/** Squared distance from a point to a box, 0 inside. */
export function boxDistanceSquared(boxes: Float64Array, box: number, x: number, y: number, z: number): number {
  const b = 6 * box;
  const dx = positive(boxes[b]! - x) + positive(x - boxes[b + 3]!);
  const dy = positive(boxes[b + 1]! - y) + positive(y - boxes[b + 4]!);
  const dz = positive(boxes[b + 2]! - z) + positive(z - boxes[b + 5]!);
  return dx * dx + dy * dy + dz * dz;
}

/** Squared distance from a point to the farthest corner of a box. */
export function boxReachSquared(boxes: Float64Array, box: number, x: number, y: number, z: number): number {
  const b = 6 * box;
  const dx = Math.max(x - boxes[b]!, boxes[b + 3]! - x);
  const dy = Math.max(y - boxes[b + 1]!, boxes[b + 4]! - y);
  const dz = Math.max(z - boxes[b + 2]!, boxes[b + 5]! - z);
  return dx * dx + dy * dy + dz * dz;
}

/** Squared distance between two boxes, 0 where they meet. */
export function boxGapSquared(boxes: Float64Array, box: number, others: Float64Array, other: number): number {
  const b = 6 * box;
  const o = 6 * other;
  const dx = positive(boxes[b]! - others[o + 3]!) + positive(others[o]! - boxes[b + 3]!);
  const dy = positive(boxes[b + 1]! - others[o + 4]!) + positive(others[o + 1]! - boxes[b + 4]!);
  const dz = positive(boxes[b + 2]! - others[o + 5]!) + positive(others[o + 2]! - boxes[b + 5]!);
  return dx * dx + dy * dy + dz * dz;
}

/** Squared distance between the farthest corners of two boxes; of a box and itself, its squared diagonal. */
export function boxSpanSquared(boxes: Float64Array, box: number, others: Float64Array, other: number): number {
  const b = 6 * box;
  const o = 6 * other;
  const dx = Math.max(boxes[b + 3]! - others[o]!, others[o + 3]! - boxes[b]!);
  const dy = Math.max(boxes[b + 4]! - others[o + 1]!, others[o + 4]! - boxes[b + 1]!);
  const dz = Math.max(boxes[b + 5]! - others[o + 2]!, others[o + 5]! - boxes[b + 2]!);
  return dx * dx + dy * dy + dz * dz;
}

/** x, or 0 when it is negative: exact, and in the searches' inner loops faster than Math.max or a branch. */
function positive(x: number): number {
  return 0.5 * (x + Math.abs(x));
}
