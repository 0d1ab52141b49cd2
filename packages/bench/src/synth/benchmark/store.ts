import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { workerFile } from "../../worker-file.ts";
import type { BuildOrder } from "./build.ts";
import type { SynthOptions } from "./options.ts";
import type { SynthSet } from "./types.ts";

const QUESTIONS = "questions.json";
const DRAFT = ".draft-";
/** A draft that old was left behind by a process that was killed. */
const OLD_DRAFT_MS = 3_600_000;
/** Each renders on a core of its own. */
const MOST_WORKERS = 4;

/**
 * The sets of a benchmark in order, made where they are not there yet, some of them ahead. A set is a folder that
 * appears whole or not at all, so that processes may share it and be killed. `onSet` hears of those that are made.
 */
export async function* sets(
  home: string,
  { seed, sets: count, size }: SynthOptions,
  onSet?: (made: number) => void,
): AsyncGenerator<{ readonly set: SynthSet; readonly folder: string }> {
  const jobs = Math.max(1, Math.min(MOST_WORKERS, availableParallelism()));
  const under = new Set<Worker>();
  const started: Promise<SynthSet>[] = [];
  const start = (i: number): void => {
    if (i >= count) return;
    const made = obtain(home, { seed: seed + i, size }, under, () => onSet?.(seed + i));
    // Whoever waits for it hears of the failure.
    made.catch(() => undefined);
    started[i] = made;
  };
  try {
    await mkdir(home, { recursive: true });
    await sweep(home);
    for (let i = 0; i < jobs; i++) start(i);
    for (let i = 0; i < count; i++) {
      const set = await (started[i] as Promise<SynthSet>);
      start(i + jobs);
      yield { set, folder: folderOf(home, set.seed) };
      // Nobody asks for it a second time.
      delete started[i];
    }
  } finally {
    await Promise.all([...under].map((worker) => worker.terminate()));
  }
}

const folderOf = (home: string, seed: number): string => path.join(home, `set-${seed}`);

async function obtain(
  home: string,
  { seed, size }: Omit<BuildOrder, "folder">,
  under: Set<Worker>,
  onMade: () => void,
): Promise<SynthSet> {
  const folder = folderOf(home, seed);
  const known = await read(folder);
  if (known) return known;
  const draft = await mkdtemp(`${folder}${DRAFT}`);
  try {
    const set = await inWorker({ seed, size, folder: draft }, under);
    await writeFile(path.join(draft, QUESTIONS), `${JSON.stringify(set, null, 1)}\n`);
    await rename(draft, folder).catch(async (error) => {
      // Somebody else made the same in the meantime.
      if (!(await read(folder))) throw error;
    });
    onMade();
    return set;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function read(folder: string): Promise<SynthSet | null> {
  try {
    return JSON.parse(await readFile(path.join(folder, QUESTIONS), "utf8")) as SynthSet;
  } catch {
    return null;
  }
}

async function sweep(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    if (!name.includes(DRAFT)) continue;
    const draft = path.join(home, name);
    const found = await stat(draft).catch(() => null);
    if (found && Date.now() - found.mtimeMs > OLD_DRAFT_MS) await rm(draft, { recursive: true, force: true });
  }
}

function inWorker(order: BuildOrder, under: Set<Worker>): Promise<SynthSet> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile(import.meta.url, "./build-worker.ts", "synth-worker.js"), {
      workerData: order,
    });
    under.add(worker);
    worker.once("message", resolve);
    worker.once("error", (error: Error) => reject(new Error(`set ${order.seed} could not be made: ${error.message}`)));
    worker.once("exit", (code) => {
      under.delete(worker);
      reject(new Error(`the worker of set ${order.seed} ended with code ${code}`));
    });
  });
}
