import { setRange } from "./mask-bits.ts";

/** Horizontal runs of set pixels, as positions in reading order, and the runs' union-find forest. */
interface Runs {
  /** First pixel of each run. */
  readonly starts: number[];
  /** One past the last pixel. */
  readonly ends: number[];
  readonly parents: number[];
}

/** Bits of the largest part connected by edges; of equal ones the first in reading order. */
export function largestPart(bits: Uint8Array, width: number, height: number): Uint8Array {
  const runs = runsOf(bits, width, height);
  return drawPart(runs, largestRoot(runs), bits.length);
}

/** The parts connected by edges: how many there are, and bits of the `most` largest, largest first. */
export function partsBySize(bits: Uint8Array, width: number, height: number, most: number) {
  const runs = runsOf(bits, width, height);
  const areas = areasByRoot(runs);
  const roots = runs.parents.map((_, run) => run).filter((run) => areas[run]! > 0);
  // Stable: of equal ones the first in reading order.
  const largest = [...roots].sort((a, b) => areas[b]! - areas[a]!).slice(0, most);
  return { count: roots.length, parts: largest.map((root) => drawPart(runs, root, bits.length)) };
}

function runsOf(bits: Uint8Array, width: number, height: number): Runs {
  const runs: Runs = { starts: [], ends: [], parents: [] };
  for (let y = 0, above = 0; y < height; y++) {
    const first = runs.starts.length;
    collectRow(runs, bits, y * width, (y + 1) * width);
    joinRows(runs, above, first, width);
    above = first;
  }
  return runs;
}

function collectRow(runs: Runs, bits: Uint8Array, from: number, to: number): void {
  let start = -1;
  for (let i = from; i <= to; i++) {
    const isSet = i < to && ((bits[i >> 3]! >> (i & 7)) & 1) === 1;
    if (isSet && start < 0) start = i;
    if (isSet || start < 0) continue;
    runs.parents.push(runs.starts.length);
    runs.starts.push(start);
    runs.ends.push(i);
    start = -1;
  }
}

/** Joins the runs of a row (from index `row` on) with those of the row above that they touch. */
function joinRows({ starts, ends, parents }: Runs, above: number, row: number, width: number): void {
  for (let upper = above, lower = row; upper < row && lower < starts.length; ) {
    const [upperStart, upperEnd] = [starts[upper]! + width, ends[upper]! + width];
    if (upperStart < ends[lower]! && starts[lower]! < upperEnd) {
      const [a, b] = [findRoot(parents, upper), findRoot(parents, lower)];
      parents[Math.max(a, b)] = Math.min(a, b);
    }
    if (upperEnd < ends[lower]!) upper++;
    else lower++;
  }
}

function findRoot(parents: number[], run: number): number {
  let root = run;
  while (parents[root] !== root) {
    // Halves the path for the next search.
    parents[root] = parents[parents[root]!]!;
    root = parents[root]!;
  }
  return root;
}

/** Pixels of each part, at the position of its root; 0 elsewhere. */
function areasByRoot({ starts, ends, parents }: Runs): Float64Array {
  const areas = new Float64Array(starts.length);
  for (let run = 0; run < starts.length; run++) areas[findRoot(parents, run)]! += ends[run]! - starts[run]!;
  return areas;
}

/** Root of the part with the most pixels, -1 when there are no runs. */
function largestRoot(runs: Runs): number {
  const areas = areasByRoot(runs);
  let best = -1;
  for (let run = 0; run < areas.length; run++) if (areas[run]! > (areas[best] ?? 0)) best = run;
  return best;
}

function drawPart({ starts, ends, parents }: Runs, root: number, bytes: number): Uint8Array {
  const out = new Uint8Array(bytes);
  for (let run = 0; run < starts.length; run++)
    if (findRoot(parents, run) === root) setRange(out, starts[run]!, ends[run]!);
  return out;
}
