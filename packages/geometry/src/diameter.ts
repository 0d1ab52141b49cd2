import { boxReachSquared } from "./boxes.ts";
import { along, boundsOf, pick, pointAt, quantileRange } from "./cloud.ts";
import { buildKdLayout } from "./kdtree-layout.ts";
import { farthestPair } from "./kdtree-pairs.ts";
import { sampleIndices, seededRandom } from "./random.ts";
import { add, cross, scale, unit, type Vec3 } from "./vec.ts";

/** Hops to the farthest point that find a first bound. */
const HOPS = 6;
const SEARCH_POINTS = 4000;
const DIRECTIONS = 200;
/** Best directions to refine, and the turns (radians) to try about them. */
const STARTS = 4;
const TURNS = [0.1, 0.05, 0.02, 0.01, 0.005, 0.002];

/** Exact largest distance between two points of a cloud that is not empty. */
export function largestDistance(data: Float32Array): number {
  let bound = 0;
  let from = pointAt(data, 0);
  for (let i = 0; i < HOPS; i++) {
    const far = farthestByScan(data, from);
    bound = Math.max(bound, far.squared);
    from = far.point;
  }
  // An end of a longer pair has to reach that far within the cloud's box.
  const box = boundsOf(data);
  const ends: number[] = [];
  for (let i = 0, p = 0; p < data.length; i++, p += 3)
    if (boxReachSquared(box, 0, data[p]!, data[p + 1]!, data[p + 2]!) > bound) ends.push(i);
  const candidates = pick(data, Uint32Array.from(ends));
  if (candidates.length === 0) return Math.sqrt(bound);
  const tree = buildKdLayout(candidates);
  return Math.sqrt(farthestPair(tree, tree, bound).squared);
}

/**
 * Largest extent of a cloud over all directions, without the share q > 0 of the points at each end; the direction
 * is searched for to about 0.1 degrees.
 */
export function largestExtent(data: Float32Array, q: number): number {
  const sample = pick(data, sampleIndices(data.length / 3, SEARCH_POINTS, seededRandom(0)));
  const look = (direction: Vec3) => ({ direction, extent: extentAlong(sample, direction, q) });
  const found = hemisphere(DIRECTIONS)
    .map(look)
    .sort((a, b) => b.extent - a.extent)
    .slice(0, STARTS);
  const refined = found.map((start) => {
    let best = start;
    for (const turn of TURNS)
      for (const around of ring(best.direction, turn)) {
        const next = look(around);
        if (next.extent > best.extent) best = next;
      }
    return best;
  });
  return Math.max(...refined.map(({ direction }) => extentAlong(data, direction, q)));
}

function farthestByScan(data: Float32Array, [x, y, z]: Vec3): { point: Vec3; squared: number } {
  let best = 0;
  let squared = 0;
  for (let p = 0; p < data.length; p += 3) {
    const dx = data[p]! - x;
    const dy = data[p + 1]! - y;
    const dz = data[p + 2]! - z;
    const d = dx * dx + dy * dy + dz * dz;
    if (d <= squared) continue;
    squared = d;
    best = p;
  }
  return { point: pointAt(data, best / 3), squared };
}

function extentAlong(data: Float32Array, direction: Vec3, q: number): number {
  const [min, max] = quantileRange(along(data, direction), q);
  return max - min;
}

/** Directions spread evenly over half a sphere (a Fibonacci lattice): the other half says the same. */
function hemisphere(count: number): Vec3[] {
  const golden = Math.PI * (3 - Math.sqrt(5));
  return Array.from({ length: count }, (_, i) => {
    const y = (i + 0.5) / count;
    const radius = Math.sqrt(1 - y * y);
    return [radius * Math.cos(i * golden), y, radius * Math.sin(i * golden)];
  });
}

/** Eight directions turned away from one by an angle. */
function ring(direction: Vec3, turn: number): Vec3[] {
  const aside = unit(cross(direction, Math.abs(direction[1]) < 0.9 ? [0, 1, 0] : [1, 0, 0]));
  const other = cross(direction, aside);
  return Array.from({ length: 8 }, (_, i) => {
    const [c, s] = [Math.cos((i * Math.PI) / 4), Math.sin((i * Math.PI) / 4)];
    const away = add(scale(aside, c), scale(other, s));
    return unit(add(direction, scale(away, Math.tan(turn))));
  });
}
