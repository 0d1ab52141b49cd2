import { appendFileSync, closeSync, fsyncSync, openSync, renameSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "@spatialclaw/media";
import type { AgentEvent, PictureRef, TraceLine } from "./events.ts";
import { createFolder } from "./folder.ts";

/** The version of the format that this file writes and reads; docs/trace.md describes it. */
export const TRACE_VERSION = 1;

export const TRACE_FILE = "trace.jsonl";
export const PICTURE_FOLDER = "pictures";

export type PictureExt = "png" | "jpg" | "webp";

/** Keys of a record, so that a new event type does not compile until it stands here. */
const EVENT_TYPES: Readonly<Record<AgentEvent["type"], true>> = {
  "run.start": true,
  notice: true,
  plan: true,
  "step.start": true,
  "step.reply": true,
  "step.result": true,
  reflection: true,
  fallback: true,
  "run.end": true,
};

/**
 * Writes one run: `trace.jsonl`, a line per event, and `pictures/` beside it.
 *
 * Every line has left the process when `write` returns, so a killed run leaves a readable trace. Only the first and
 * the last event wait for the disk itself: they are rare, and the loop must not stand still at every step.
 */
export class TraceWriter {
  readonly folder: string;
  /** null: closed, or nothing is kept at all. */
  #fd: number | null;
  #keepsNothing = false;
  #startedAt: number | null = null;
  #step = 0;
  #order = 0;

  private constructor(folder: string, fd: number | null) {
    this.folder = folder;
    this.#fd = fd;
  }

  /** Creates the folder where needed. Throws InputError when it cannot be written or already holds a trace. */
  static open(folder: string): TraceWriter {
    try {
      createFolder(join(folder, PICTURE_FOLDER));
      return new TraceWriter(folder, openSync(join(folder, TRACE_FILE), "ax"));
    } catch (error) {
      if (isTaken(error)) {
        throw new InputError(`output folder ${folder} already holds a run; name a new or an empty folder`);
      }
      throw new InputError(`cannot write to output folder ${folder}: ${reason(error)}; name one you may write to`);
    }
  }

  /** A trace that is kept nowhere, for runs of thousands of questions that nobody will look at. */
  static nowhere(): TraceWriter {
    const writer = new TraceWriter("", null);
    writer.#keepsNothing = true;
    return writer;
  }

  /** Appends one line. Throws InputError of kind `environment` when the disk refuses it. */
  write(event: AgentEvent): void {
    if (this.#keepsNothing) return;
    const fd = this.#openFd();
    this.#startedAt ??= performance.now();
    if (event.type === "step.start") this.#enterStep(event.step);
    const line: TraceLine = { ...event, t: Math.round(performance.now() - this.#startedAt) };
    this.#guard(() => {
      appendFileSync(fd, `${JSON.stringify(line)}\n`);
      if (event.type === "run.start" || event.type === "run.end") fsyncSync(fd);
    });
  }

  /**
   * Stores an encoded picture under a name by step and order: `input-01.jpg` before the first step, then
   * `step-03-02.png`. The file appears whole or not at all. Sizes in pixels.
   */
  addPicture(bytes: Uint8Array, ext: PictureExt, label: string, width: number, height: number): PictureRef {
    if (!this.#keepsNothing) this.#openFd();
    this.#order += 1;
    const prefix = this.#step === 0 ? "input" : `step-${pad(this.#step)}`;
    const file = `${prefix}-${pad(this.#order)}.${ext}`;
    if (this.#keepsNothing) return { file, label, width, height };
    const path = join(this.folder, PICTURE_FOLDER, file);
    this.#guard(() => {
      writeFileSync(`${path}.part`, bytes);
      renameSync(`${path}.part`, path);
    });
    return { file, label, width, height };
  }

  /** Safe to call twice. */
  close(): void {
    if (this.#fd !== null) closeSync(this.#fd);
    this.#fd = null;
  }

  /** A step may be announced twice (a cell that cost no step): its pictures are then counted on. */
  #enterStep(step: number): void {
    if (step !== this.#step) this.#order = 0;
    this.#step = step;
  }

  #openFd(): number {
    if (this.#fd === null) throw new Error(`the trace in ${this.folder} is closed; nothing may follow close()`);
    return this.#fd;
  }

  #guard(write: () => void): void {
    try {
      write();
    } catch (error) {
      throw new InputError(`cannot write the trace in ${this.folder}: ${reason(error)}`, "environment");
    }
  }
}

/**
 * Reads a trace. A cut last line, as a killed run leaves it, is dropped; events of a type that this version does not
 * know are skipped. Throws InputError when the file is missing, is no trace, or is one of another version.
 */
export async function readTrace(file: string): Promise<TraceLine[]> {
  const lines = (await readText(file)).split("\n");
  const records: Record<string, unknown>[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const record = parseRecord(line);
    if (record !== null) records.push(record);
    else if (index < lines.length - 1) throw new InputError(`${file}, line ${index + 1}, is not a JSON object`);
  }
  checkVersion(file, records[0]);
  return records.filter(isTraceLine);
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new InputError(`cannot read trace ${file}: ${reason(error)}`);
  }
}

function parseRecord(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

function checkVersion(file: string, first: Record<string, unknown> | undefined): void {
  const expected = `expected run.start with version ${TRACE_VERSION}`;
  if (first === undefined) throw new InputError(`${file} holds no event; ${expected} in its first line`);
  if (first.type !== "run.start") {
    throw new InputError(`${file} begins with ${JSON.stringify(first.type) ?? "no type"}; ${expected}`);
  }
  if (first.version !== TRACE_VERSION) {
    const found = JSON.stringify(first.version) ?? "none";
    throw new InputError(`${file} has trace version ${found}; ${expected}: read it with the release that wrote it`);
  }
}

function isTraceLine(record: object): record is TraceLine {
  return "type" in record && typeof record.type === "string" && Object.hasOwn(EVENT_TYPES, record.type);
}

function pad(n: number): string {
  return String(n).padStart(2, "0");
}

/** The trace file is there already; a `pictures` that is no folder fails in mkdir and is another matter. */
function isTaken(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    error.code === "EEXIST" &&
    "syscall" in error &&
    error.syscall === "open"
  );
}

/** The system's own words without the path and call that Node adds: "EACCES: permission denied". */
function reason(error: unknown): string {
  return error instanceof Error ? (error.message.split(", ")[0] ?? error.message) : String(error);
}
