/** For calls that have no answer for an empty cloud. */
export function requireSomePoints(call: string, data: Float32Array): void {
  if (data.length === 0) throw new RangeError(`${call}: the cloud has no points; test points.length first`);
}

/** A share of points to leave out: at most a half. */
export function requireShare(call: string, q: number): void {
  if (!(q >= 0 && q <= 0.5))
    throw new RangeError(`${call}: q is ${q}, expected a share of the points from 0 to 0.5 (0.02 is 2 %)`);
}
