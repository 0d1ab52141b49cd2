import { mkdirSync, readFileSync, rmdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";

/** A holder says this often that it lives; without a word for the longer time it is taken for dead. */
const HEARTBEAT_MS = 5_000;
const STALE_MS = 60_000;
const POLL_MS = 200;

export interface LockOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called once when somebody else has it. */
  readonly onWait?: () => void;
}

/** Does the work while no other process does that has the same lock file. The lock of a dead process does not count. */
export async function withLock<T>(file: string, work: () => Promise<T>, options: LockOptions = {}): Promise<T> {
  mkdirSync(path.dirname(file), { recursive: true });
  let isWaiting = false;
  while (!take(file)) {
    options.signal?.throwIfAborted();
    if (!isWaiting) options.onWait?.();
    isWaiting = true;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  const heartbeat = setInterval(() => touch(file), HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  if (create(file)) return true;
  if (!isDead(file)) return false;
  // Of those who find it dead one at a time may clear it away, and looks again before it does.
  const clearing = `${file}.clearing`;
  try {
    mkdirSync(clearing);
  } catch {
    if (age(clearing) > STALE_MS) rmdirSync(clearing);
    return false;
  }
  try {
    if (isDead(file)) rmSync(file, { force: true });
    return create(file);
  } finally {
    rmdirSync(clearing);
  }
}

function create(file: string): boolean {
  try {
    writeFileSync(file, JSON.stringify({ pid: process.pid, host: hostname() }), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function isDead(file: string): boolean {
  if (age(file) > STALE_MS) return true;
  try {
    const { pid, host } = JSON.parse(readFileSync(file, "utf8")) as { pid: number; host: string };
    return host === hostname() && !isRunning(pid);
  } catch {
    // Gone, or not written yet.
    return false;
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

function age(file: string): number {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? Date.now() - stat.mtimeMs : 0;
}

function touch(file: string): void {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Somebody took it for dead; what is downloaded is checked in any case.
  }
}
