import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { closest, KdTree, stats } from "@spatialclaw/geometry";
import { type CloudPair, cloudPairs } from "./geometry-clouds.ts";
import { openSciPy, type SciPy, type Task, type Timing, timeKdTreeJavascript } from "./geometry-peers.ts";
import { median, type Row } from "./table.ts";

const RUNS = 10;
const SIZES = [20_000, 200_000] as const;
const LARGE = 200_000;
/** kd-tree-javascript takes up to a minute for the large clouds. */
const slowRuns = (size: number) => (size === LARGE ? 1 : 3);

/** From raw points every time: the tree is part of the work. */
const TASKS: readonly { readonly task: Task; readonly what: string; readonly run: (pair: CloudPair) => number }[] = [
  {
    task: "others",
    what: "nearest other point of each",
    run: ({ a }) => sumOfDistances(a, (index, distance) => new KdTree(a).nearestOthers(index, distance)),
  },
  {
    task: "cross",
    what: "nearest to each of another cloud",
    run: ({ a, b }) => sumOfDistances(b, (index, distance) => new KdTree(a).nearestAll(b, index, distance)),
  },
  { task: "pair", what: "closest pair", run: ({ a, b }) => closest({ data: a }, { data: b })?.distance ?? Number.NaN },
];

/** Trees and their searches against SciPy on one thread and kd-tree-javascript: medians of paired runs. */
export async function benchGeometry(): Promise<Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "spatialclaw-bench-"));
  const scipy = openSciPy();
  const rows: Row[] = [];
  try {
    for (const size of SIZES)
      for (const pair of cloudPairs(size)) {
        const timeSciPy = scipy && peerOver(scipy, pair, folder);
        for (const { task, what, run } of TASKS) {
          const label = `${size / 1000}k ${pair.name}: ${what}`;
          const ours = () => timed(() => run(pair));
          const bar = task !== "pair" ? 1 : size === LARGE ? 1 / 3 : null;
          rows.push(await compare(`${label}; SciPy`, bar, RUNS, ours, timeSciPy && (() => timeSciPy(task))));
          const slow = async () => timeKdTreeJavascript(task, pair.a, pair.b);
          rows.push(await compare(`${label}; kd-tree-javascript`, 1 / 10, slowRuns(size), ours, slow));
        }
      }
  } finally {
    scipy?.close();
    rmSync(folder, { recursive: true });
  }
  return rows;
}

/** Ours and the peer in turns, after one run of ours that does not count: it compiles. */
async function compare(
  what: string,
  bar: number | null,
  runs: number,
  ours: () => Timing,
  peer: (() => Promise<Timing>) | null,
): Promise<Row> {
  const mine: number[] = [];
  const theirs: number[] = [];
  ours();
  for (let i = 0; i < runs; i++) {
    const here = ours();
    const there = await peer?.();
    if (there && Math.abs(here.check - there.check) > 1e-6 * there.check)
      throw new Error(`${what}: ours found ${here.check}, the peer ${there.check}; expected the same distances`);
    mine.push(here.ms);
    if (there) theirs.push(there.ms);
  }
  return { what, unit: "ms", ours: median(mine), peer: peer ? median(theirs) : null, bar };
}

function timed(run: () => number): Timing {
  const begin = performance.now();
  const check = run();
  return { ms: performance.now() - begin, check };
}

function peerOver(scipy: SciPy, { name, a, b }: CloudPair, folder: string): (task: Task) => Promise<Timing> {
  const file = (letter: string) => path.join(folder, `${name}-${a.length}-${letter}.f32`);
  writeFileSync(file("a"), a);
  writeFileSync(file("b"), b);
  return (task) => scipy.time(task, file("a"), file("b"));
}

function sumOfDistances(queries: Float32Array, search: (index: Int32Array, distance: Float64Array) => void): number {
  const count = queries.length / 3;
  const distance = new Float64Array(count);
  search(new Int32Array(count), distance);
  return stats.sum(distance);
}
