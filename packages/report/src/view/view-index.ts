import { stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { TRACE_FILE } from "@spatialclaw/agent";
import { rowEntry, traceEntry } from "./entries.ts";
import { scan } from "./scan.ts";
import { QUIET_MS, summarize, type TraceSummary } from "./summary.ts";
import type { BenchReader, Entry, LoadBench } from "./types.ts";
import { WholeFile } from "./whole-file.ts";

/** Traces that are read at the same time. */
const AT_ONCE = 16;
/** Between two looks at the disk. */
const FRESH_MS = 1500;
/** A page waits so long for a look at the disk; what it brings later the page asks for anyway. */
const PATIENCE_MS = 80;

/** Of a file that is gone. */
const NOTHING = { size: 0, mtimeMs: 0 };

interface Rows {
  readonly bytes: number;
  readonly mtimeMs: number;
  readonly read: ReturnType<BenchReader["readRows"]>;
}

/** All runs under a folder, as the list shows them; what is done is read once. */
export class ViewIndex {
  readonly root: string;
  readonly #loadBench: LoadBench;
  readonly #summaries = new Map<string, TraceSummary & { readonly bytes: number }>();
  readonly #rows = new Map<string, Rows>();
  #entries: readonly Entry[] = [];
  #byId: ReadonlyMap<string, Entry> = new Map();
  #problems: readonly string[] = [];
  #version = 0;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #looking: Promise<void> | null = null;

  constructor(root: string, loadBench: LoadBench) {
    this.root = root;
    this.#loadBench = loadBench;
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  get problems(): readonly string[] {
    return this.#problems;
  }

  /** Grows with every change. */
  get version(): number {
    return this.#version;
  }

  find(id: string): Entry | null {
    return this.#byId.get(id) ?? null;
  }

  /** Looks at the disk again, unless that was just done. Only the first look is waited for to its end. */
  async refresh(): Promise<void> {
    const isFirst = this.#lookedAt === Number.NEGATIVE_INFINITY;
    if (performance.now() - this.#lookedAt < FRESH_MS) return;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
      this.#lookedAt = performance.now();
    });
    if (isFirst) return this.#looking;
    const looking = this.#looking.catch(() => {});
    await Promise.race([looking, setTimeout(PATIENCE_MS, undefined, { ref: false })]);
  }

  async #look(): Promise<void> {
    const { traces, benches } = await scan(this.root, (folder) => this.#summaries.has(folder));
    const bench = benches.length > 0 ? await this.#loadBench() : null;
    const changed = await this.#readSummaries(traces);
    const problems: string[] = [];
    let moved = changed;
    const entries: Entry[] = [];
    const taken = new Set<string>();
    for (const run of bench ? benches : []) {
      try {
        const { rows, isNew } = await this.#rowsOf(run, bench as BenchReader);
        moved ||= isNew;
        problems.push(...rows.problems);
        for (const row of rows.rows) {
          const trace = row.trace === null ? null : joined(run, row.trace);
          const summary = trace === null ? undefined : this.#summaries.get(trace);
          if (trace !== null) taken.add(trace);
          entries.push(rowEntry(row, run, summary ? trace : null, summary ?? null));
        }
      } catch (error) {
        problems.push(error instanceof Error ? error.message : String(error));
      }
    }
    for (const folder of traces) {
      const summary = this.#summaries.get(folder);
      if (taken.has(folder) || !summary) continue;
      entries.push(traceEntry(folder, summary, benches.find((run) => isInside(folder, run)) ?? null));
    }
    if (!moved && entries.length === this.#entries.length) return;
    entries.sort((a, b) => (a.startedAt < b.startedAt ? 1 : a.startedAt > b.startedAt ? -1 : 0));
    this.#entries = entries;
    this.#byId = new Map(entries.map((entry) => [entry.id, entry]));
    this.#problems = problems;
    this.#version++;
  }

  /** Whether any of them says something new. */
  async #readSummaries(traces: readonly string[]): Promise<boolean> {
    const known = new Set(traces);
    let changed = false;
    for (const folder of this.#summaries.keys())
      if (!known.has(folder)) changed = this.#summaries.delete(folder) || changed;
    const waiting = traces.filter((folder) => !this.#summaries.get(folder)?.isDone).values();
    const worker = async (): Promise<void> => {
      const reader = new WholeFile();
      for (const folder of waiting) {
        const path = join(this.root, folder);
        const { size: bytes, mtimeMs } = (await stat(join(path, TRACE_FILE)).catch(() => null)) ?? NOTHING;
        const before = this.#summaries.get(folder);
        const hasBecomeQuiet = before?.status === "running" && Date.now() - mtimeMs > QUIET_MS;
        if (before?.bytes === bytes && !hasBecomeQuiet) continue;
        const summary = await summarize(path, reader);
        changed = true;
        this.#summaries.set(folder, { ...summary, bytes });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return changed;
  }

  /** Throws a line for a person when the folder is no run that this release reads. */
  async #rowsOf(run: string, bench: BenchReader): Promise<{ rows: Rows["read"]; isNew: boolean }> {
    const folder = join(this.root, run);
    const { size, mtimeMs } = (await stat(join(folder, "rows.jsonl")).catch(() => null)) ?? NOTHING;
    const known = this.#rows.get(run);
    if (known?.bytes === size && known.mtimeMs === mtimeMs) return { rows: known.read, isNew: false };
    bench.readRun(folder);
    const read = size === 0 ? { rows: [], problems: [] } : bench.readRows(folder);
    this.#rows.set(run, { bytes: size, mtimeMs, read });
    return { rows: read, isNew: true };
  }
}

function joined(folder: string, inside: string): string {
  return folder === "" ? inside : `${folder}/${inside}`;
}

function isInside(folder: string, run: string): boolean {
  return run === "" || folder.startsWith(`${run}/`);
}
