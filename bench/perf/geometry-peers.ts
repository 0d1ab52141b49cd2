/// <reference path="../../packages/geometry/test/kd-tree-javascript.d.ts" />
import { spawn, spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

// Its exports are set at run time, out of sight of an import.
const { kdTree } = createRequire(import.meta.url)("kd-tree-javascript") as typeof import("kd-tree-javascript");

export type Task = "others" | "cross" | "pair";

/** How long a task took, and the sum (for pair: the smallest) of its distances. */
export interface Timing {
  readonly ms: number;
  readonly check: number;
}

export interface SciPy {
  /** Over two files of float32 xyz. */
  time(task: Task, a: string, b: string): Promise<Timing>;
  close(): void;
}

/** SciPy in a process of its own that stays up; null, with a line on stderr, when there is none. */
export function openSciPy(): SciPy | null {
  const python = process.env.SPATIALCLAW_BENCH_PYTHON ?? "python3";
  if (spawnSync(python, ["-c", "import numpy, scipy.spatial"]).status !== 0) {
    process.stderr.write(
      `peer missing: ${python} cannot import numpy and scipy; install them (pip install numpy scipy) and name that Python in SPATIALCLAW_BENCH_PYTHON\n`,
    );
    return null;
  }
  const script = fileURLToPath(new URL("geometry_peer.py", import.meta.url));
  const child = spawn(python, [script], { stdio: ["pipe", "pipe", "inherit"] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    time: async (task, a, b) => {
      child.stdin.write(`${JSON.stringify({ task, a, b })}\n`);
      const answer = await answers.next();
      if (answer.done) throw new Error(`geometry_peer.py ended before it answered ${task}`);
      return JSON.parse(answer.value) as Timing;
    },
    close: () => child.stdin.end(),
  };
}

interface Xyz {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** kd-tree-javascript on its own kind of points, which are made beforehand. */
export function timeKdTreeJavascript(task: Task, a: Float32Array, b: Float32Array): Timing {
  const [pointsA, pointsB] = [objects(a), objects(b)];
  // It sorts what it is given.
  const queries = task === "others" ? pointsA.slice() : pointsB;
  const begin = performance.now();
  const tree = new kdTree(pointsA, squaredDistance, ["x", "y", "z"]);
  let sum = 0;
  let smallest = Infinity;
  for (const query of queries) {
    const found = tree.nearest(query, task === "others" ? 2 : 1);
    const squared = Math.max(...found.map(([, d]) => d));
    sum += Math.sqrt(squared);
    smallest = Math.min(smallest, squared);
  }
  return { ms: performance.now() - begin, check: task === "pair" ? Math.sqrt(smallest) : sum };
}

function objects(data: Float32Array): Xyz[] {
  return Array.from({ length: data.length / 3 }, (_, i) => ({
    x: data[3 * i] as number,
    y: data[3 * i + 1] as number,
    z: data[3 * i + 2] as number,
  }));
}

function squaredDistance(a: Xyz, b: Xyz): number {
  return (a.x - b.x) ** 2 + (a.y - b.y) ** 2 + (a.z - b.z) ** 2;
}
