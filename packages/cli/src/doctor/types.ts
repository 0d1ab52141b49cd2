export type Status = "ok" | "warn" | "fail" | "skipped";

export interface Check {
  readonly name: string;
  readonly status: Status;
  /** One line. */
  readonly message: string;
  /** What to do about it, one line; null where nothing is wrong. */
  readonly advice: string | null;
  /** For programs. */
  readonly details: Readonly<Record<string, unknown>>;
}

type Details = Check["details"];

export function ok(name: string, message: string, details: Details = {}): Check {
  return { name, status: "ok", message, advice: null, details };
}

export function skipped(name: string, message: string): Check {
  return { name, status: "skipped", message, advice: null, details: {} };
}

export function warn(name: string, message: string, advice: string, details: Details = {}): Check {
  return { name, status: "warn", message, advice, details };
}

export function fail(name: string, message: string, advice: string, details: Details = {}): Check {
  return { name, status: "fail", message, advice, details };
}
