import type { AgentEvent, TraceLine } from "@spatialclaw/agent";

type LineOf<T extends AgentEvent["type"]> = Extract<TraceLine, { readonly type: T }>;

export type CellResult = LineOf<"step.result">["result"];

/** One turn of the loop. A run that was killed may lack the reply or the result of its last one. */
export interface Turn {
  readonly step: number;
  readonly reply: LineOf<"step.reply"> | null;
  readonly result: LineOf<"step.result"> | null;
  /** The second look at its answer, when there was one. */
  readonly reflection: LineOf<"reflection"> | null;
}

/** A trace, grouped the way a person reads it. */
export interface Run {
  readonly start: LineOf<"run.start">;
  readonly plan: LineOf<"plan"> | null;
  readonly turns: readonly Turn[];
  /** The plain question at the end of a run without an answer. */
  readonly fallback: LineOf<"fallback"> | null;
  readonly notices: readonly string[];
  /** null while the run goes on, and for ever when it was killed. */
  readonly end: LineOf<"run.end"> | null;
  /** Milliseconds from the start to the last event. */
  readonly lastMs: number;
}

/** Groups by order, not by step number: a cell that never ran costs no step, so a number may come twice. */
export function groupTrace(lines: readonly TraceLine[]): Run {
  const start = lines[0];
  if (start?.type !== "run.start")
    throw new Error(`a trace begins with run.start, not with ${start?.type ?? "nothing"}`);
  let plan: Run["plan"] = null;
  let end: Run["end"] = null;
  let fallback: Run["fallback"] = null;
  const notices: string[] = [];
  const turns: Turn[] = [];
  const amend = (part: Partial<Turn>) => {
    const last = turns.pop();
    if (last) turns.push({ ...last, ...part });
  };
  for (const line of lines) {
    if (line.type === "plan") plan = line;
    else if (line.type === "step.start") turns.push({ step: line.step, reply: null, result: null, reflection: null });
    else if (line.type === "step.reply") amend({ reply: line });
    else if (line.type === "step.result") amend({ result: line });
    else if (line.type === "reflection") amend({ reflection: line });
    else if (line.type === "fallback") fallback = line;
    else if (line.type === "notice") notices.push(line.text);
    else if (line.type === "run.end") end = line;
  }
  return { start, plan, turns, fallback, notices, end, lastMs: lines.at(-1)?.t ?? 0 };
}
