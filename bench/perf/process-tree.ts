import { readdirSync, readFileSync } from "node:fs";

/** Clock ticks per second in /proc; Linux has had 100 for ever. */
const TICKS = 100;

interface Entry {
  readonly pid: number;
  readonly parent: number;
  /** Of the process and of those of its children that have ended and were waited for. */
  readonly cpuMs: number;
}

/** CPU time of a process and all below it, those that have ended included. Linux only. */
export function treeCpuMs(root: number): number {
  return below(root).reduce((sum, { cpuMs }) => sum + cpuMs, 0);
}

/** Memory of a process and all below it: shared pages counted in parts (PSS). Linux only. */
export function treePssMb(root: number): number {
  return below(root).reduce((sum, { pid }) => sum + pssMb(pid), 0);
}

function below(root: number): Entry[] {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => entry(Number(name)));
  const found = all.filter(({ pid }) => pid === root);
  for (const { pid } of found) found.push(...all.filter(({ parent }) => parent === pid));
  return found;
}

/** None when it ended while one was looking. */
function entry(pid: number): Entry[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name may hold blanks and brackets: fields are counted from behind its last one.
    const fields = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15);
    return [{ pid, parent: fields[1] ?? 0, cpuMs: ((user + system + childUser + childSystem) * 1000) / TICKS }];
  } catch {
    return [];
  }
}

function pssMb(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
