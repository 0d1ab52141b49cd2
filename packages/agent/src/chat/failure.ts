export interface FailureDetails {
  /** What the server said, or what the network did; as it came. */
  readonly said?: string;
  /** What a person can do about it. */
  readonly way?: string;
  readonly status?: number;
  /** The same request may well work later. */
  readonly passes?: boolean;
  /** Another server may do better at once: the fault is this one's, not the request's. */
  readonly elsewhere?: boolean;
  /** How long the server asks to be left alone. */
  readonly retryAfterMs?: number | null;
}

/** Far more than is quoted, so that secrets are found before the text is cut. */
const MOST_KEPT = 4000;

/** Why one try of a request came to nothing. `message` completes "model m at u …". */
export class Failure extends Error {
  readonly said: string;
  readonly way: string;
  readonly status: number | null;
  readonly passes: boolean;
  readonly elsewhere: boolean;
  readonly retryAfterMs: number | null;

  constructor(message: string, details: FailureDetails = {}) {
    super(message);
    this.name = "Failure";
    this.said = (details.said ?? "").slice(0, MOST_KEPT);
    this.way = details.way ?? "";
    this.status = details.status ?? null;
    this.passes = details.passes ?? false;
    this.elsewhere = details.elsewhere ?? this.passes;
    this.retryAfterMs = details.retryAfterMs ?? null;
  }
}

/** The connection ended, or what came over it made no sense, before the reply was complete. */
export function cutOff(said: string): Failure {
  return new Failure("broke off its reply", { said, passes: true, way: "see the server's log" });
}

const QUOTED = 160;

/** One line, short enough for a message. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= QUOTED ? line : `${line.slice(0, QUOTED - 1)}…`;
}
