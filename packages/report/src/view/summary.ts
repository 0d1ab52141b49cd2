import { join } from "node:path";
import { type AgentEvent, readTrace, TRACE_FILE, TRACE_VERSION } from "@spatialclaw/agent";
import { formatAnswer } from "../format.ts";
import type { Entry } from "./types.ts";
import type { WholeFile } from "./whole-file.ts";

type Start = Extract<AgentEvent, { type: "run.start" }>;
type End = Extract<AgentEvent, { type: "run.end" }>;

/** What the list says of a trace. */
export interface TraceSummary
  extends Pick<
    Entry,
    | "question"
    | "status"
    | "reason"
    | "answer"
    | "interface"
    | "model"
    | "steps"
    | "errors"
    | "ms"
    | "tokens"
    | "costUsd"
    | "startedAt"
  > {
  /** Nothing more will come. */
  readonly isDone: boolean;
}

/** A run that wrote nothing for so long was killed, or waits for a very slow model. */
export const QUIET_MS = 120_000;

/** Reads what a list needs: the first and the last event and how many cells failed. Never rejects. */
export async function summarize(folder: string, reader: WholeFile): Promise<TraceSummary> {
  const file = join(folder, TRACE_FILE);
  try {
    const { bytes, mtimeMs } = await reader.read(file);
    const start = eventIn(bytes.subarray(0, Math.max(0, bytes.indexOf(FEED))));
    if (start?.type === "run.start" && start.version === TRACE_VERSION) {
      const last = eventIn(lastLine(bytes));
      const end = last?.type === "run.end" ? last : null;
      return summary(start, end, Date.now() - mtimeMs > QUIET_MS, bytes);
    }
  } catch {
    // The reference reader says what is wrong.
  }
  return unreadable(await problemOf(file));
}

const FEED = 0x0a;

function lastLine(bytes: Buffer): Buffer {
  const end = bytes.at(-1) === FEED ? bytes.length - 1 : bytes.length;
  return bytes.subarray(bytes.lastIndexOf(FEED, end - 1) + 1, end);
}

function summary(start: Start, end: End | null, quiet: boolean, bytes: Buffer): TraceSummary {
  const about = {
    question: start.question,
    interface: start.interface,
    model: start.model,
    errors: countOf(bytes, '"error":{"kind":"'),
    startedAt: start.startedAt,
  };
  if (end === null) {
    const status = quiet ? "unfinished" : "running";
    const steps = countOf(bytes, '\n{"type":"step.result"');
    return { ...about, status, reason: status, answer: null, steps, ms: 0, tokens: 0, costUsd: null, isDone: false };
  }
  const { answer, reason, message, steps, ms, usage } = end;
  const isFailed = reason === "failed" || reason === "model-error" || reason === "aborted";
  return {
    ...about,
    status: answer ? "answered" : isFailed ? "failed" : "unanswered",
    reason: answer ? reason : (message ?? reason),
    answer: answer && formatAnswer(answer),
    steps,
    ms,
    tokens: usage.inputTokens + usage.outputTokens,
    costUsd: usage.costUsd,
    isDone: true,
  };
}

/** What the reference reader says is wrong. */
async function problemOf(file: string): Promise<string> {
  try {
    await readTrace(file);
    return `${file} is damaged`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function unreadable(reason: string): TraceSummary {
  return {
    question: "",
    status: "unreadable",
    reason,
    answer: null,
    interface: "",
    model: "",
    steps: 0,
    errors: null,
    ms: 0,
    tokens: 0,
    costUsd: null,
    startedAt: "",
    isDone: false,
  };
}

function eventIn(line: Buffer): AgentEvent | null {
  try {
    const value: unknown = JSON.parse(line.toString("utf8"));
    return typeof value === "object" && value !== null && "type" in value ? (value as AgentEvent) : null;
  } catch {
    return null;
  }
}

/** Occurrences outside of strings, inside of which every quote is escaped. */
function countOf(bytes: Buffer, structure: string): number {
  const pattern = Buffer.from(structure);
  let count = 0;
  for (let at = bytes.indexOf(pattern); at >= 0; at = bytes.indexOf(pattern, at + 1)) count++;
  return count;
}
