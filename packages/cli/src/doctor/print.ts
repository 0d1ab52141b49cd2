import type { Paint, Tone } from "../terminal/color.ts";
import type { Check, Status } from "./types.ts";

const TONES: Readonly<Record<Status, Tone>> = { ok: "good", warn: "mark", fail: "bad", skipped: "quiet" };
const WIDTH = "skipped".length;

/** A check in one line, its advice in a second. */
export function describeCheck({ name, status, message, advice }: Check, paint: Paint): string {
  const line = `${paint(TONES[status], status.padEnd(WIDTH))}  ${paint("heading", name)}: ${message}`;
  return advice === null ? line : `${line}\n${" ".repeat(WIDTH)}  ${paint("quiet", "->")} ${advice}`;
}

/** The last line. */
export function describeSum(checks: readonly Check[]): string {
  const count = (status: Status) => checks.filter((check) => check.status === status).length;
  const problems = [
    [count("fail"), "failed"],
    [count("warn"), "with a warning"],
  ].flatMap(([n, what]) => (n === 0 ? [] : [`${n} ${what}`]));
  return problems.length === 0 ? "everything is in order" : `${checks.length} checks, ${problems.join(", ")}`;
}
