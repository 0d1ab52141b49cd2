import type { BenchRow } from "@spatialclaw/report";
import { LineLog } from "./line-log.ts";

/** Names a sample among those of all benchmarks of a run. */
export const keyOf = (benchmark: string, sampleId: string): string => `${benchmark}\0${sampleId}`;

export interface Settled {
  readonly status: BenchRow["status"];
  readonly score: number | null;
  readonly worker: string;
}

/** `rows.jsonl`, as a process that works on the run sees it: what is done, not what it says. */
export class RowLog {
  readonly #log: LineLog;
  /** Of each sample, by its last row. */
  readonly #settled = new Map<string, Settled>();

  constructor(file: string) {
    this.#log = new LineLog(file);
    this.refresh();
  }

  /** Reads what came since, and returns the keys of the samples it is about. */
  refresh(): string[] {
    const fresh: string[] = [];
    for (const record of this.#log.next()) {
      const row = rowIn(record);
      if (!row) continue;
      const key = keyOf(row.benchmark, row.sampleId);
      this.#settled.set(key, { status: row.status, score: row.score, worker: row.worker });
      fresh.push(key);
    }
    return fresh;
  }

  settled(key: string): Settled | undefined {
    return this.#settled.get(key);
  }

  append(row: BenchRow): void {
    this.#log.append(row);
  }

  get torn(): number {
    return this.#log.torn;
  }

  close(): void {
    this.#log.close();
  }
}

export interface Rows {
  /** One a sample, the last; in the run's order. */
  readonly rows: readonly BenchRow[];
  /** One line each. */
  readonly problems: readonly string[];
}

/**
 * All rows of a file. What a process left that was killed while it wrote is a problem only where rows are missing of
 * the `samples` there should be: else the sample has run again.
 */
export function readRows(file: string, samples = Number.POSITIVE_INFINITY): Rows {
  const log = new LineLog(file, { readOnly: true });
  const last = new Map<string, BenchRow>();
  let strange = 0;
  try {
    for (const record of log.next()) {
      const row = rowIn(record);
      if (row) last.set(keyOf(row.benchmark, row.sampleId), row);
      else strange++;
    }
  } finally {
    log.close();
  }
  const problems = [
    ...(log.torn > 0 && last.size < samples ? [`${file}: ${log.torn} interrupted lines count for nothing`] : []),
    ...(strange > 0 ? [`${file}: ${strange} lines are no rows of a run and count for nothing`] : []),
  ];
  return { rows: [...last.values()].sort((a, b) => a.place - b.place), problems };
}

const STATUSES: readonly unknown[] = ["answered", "unanswered", "failed"];

function rowIn(record: Record<string, unknown>): BenchRow | null {
  const { benchmark, sampleId, place, status, score, reply, sample, worker } = record;
  const fits =
    typeof benchmark === "string" &&
    typeof sampleId === "string" &&
    typeof place === "number" &&
    typeof reply === "string" &&
    typeof worker === "string" &&
    STATUSES.includes(status) &&
    (score === null || (typeof score === "number" && score >= 0 && score <= 1)) &&
    typeof sample === "object" &&
    sample !== null;
  return fits ? (record as unknown as BenchRow) : null;
}
