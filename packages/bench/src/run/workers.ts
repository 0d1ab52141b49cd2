import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, readlinkSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { InputError } from "@spatialclaw/media";
import { reasonOf } from "./line-log.ts";

/** On another machine a process counts as gone when it has not been heard of for so long. */
const SILENT_MS = 120_000;
const BEAT_MS = 15_000;

interface Card {
  readonly pid: number;
  /** When the system started it: numbers of processes come again. */
  readonly started: string | null;
  /** Where numbers of processes mean the same. */
  readonly machine: string;
}

/** The processes that work on a run: a file each in `workers/`, which goes when its process ends in order. */
export class Workers {
  readonly id = randomBytes(6).toString("hex");
  readonly #folder: string;
  readonly #beat: NodeJS.Timeout;
  readonly #machine = machine();
  /** Nobody comes back to life under the same id. */
  readonly #gone = new Set<string>();

  /** Signs on. */
  constructor(folder: string) {
    this.#folder = folder;
    try {
      mkdirSync(folder, { recursive: true });
      const card: Card = { pid: process.pid, started: startOf(process.pid), machine: this.#machine };
      writeFileSync(this.#file(this.id), JSON.stringify(card));
    } catch (error) {
      throw new InputError(`cannot write ${folder}: ${reasonOf(error)}`, "environment");
    }
    this.#beat = setInterval(() => this.#touch(), BEAT_MS).unref();
  }

  isAlive(id: string): boolean {
    if (id === this.id) return true;
    if (this.#gone.has(id)) return false;
    const alive = this.#looksAlive(id);
    if (!alive) this.#gone.add(id);
    return alive;
  }

  /** Signs off. */
  close(): void {
    clearInterval(this.#beat);
    rmSync(this.#file(this.id), { force: true });
  }

  #looksAlive(id: string): boolean {
    try {
      const card = JSON.parse(readFileSync(this.#file(id), "utf8")) as Card;
      if (card.machine !== this.#machine) return Date.now() - statSync(this.#file(id)).mtimeMs < SILENT_MS;
      return startOf(card.pid) === card.started && isRunning(card.pid);
    } catch {
      return false;
    }
  }

  #touch(): void {
    try {
      utimesSync(this.#file(this.id), new Date(), new Date());
    } catch {
      // The folder went: whoever writes a row will hear of it.
    }
  }

  #file(id: string): string {
    return path.join(this.#folder, `${id}.json`);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Clock ticks since the system's start, where the system tells. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name stands in brackets and may hold anything.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}

/** The same for processes that see each other's numbers, as a hash: a run folder may be passed on. */
function machine(): string {
  const parts = [
    hostname(),
    attempt(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8")),
    attempt(() => readlinkSync("/proc/self/ns/pid")),
  ];
  return createHash("sha256").update(parts.join("\0")).digest("hex").slice(0, 12);
}

function attempt(read: () => string): string {
  try {
    return read();
  } catch {
    return "";
  }
}
