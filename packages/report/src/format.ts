import type { Answer, AnswerOrigin, StopReason, Usage } from "@spatialclaw/agent";

/** Three significant digits, but never fewer than the integer part has: 0.9132 is 0.913, 1234.5 is 1235. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value) || Number.isInteger(value)) return String(value);
  const integerDigits = Math.trunc(Math.abs(value)).toString().length;
  return String(Number(value.toPrecision(Math.min(100, Math.max(3, integerDigits)))));
}

/** "0.913 m", "B", "[0.12, 1.3, -2.05] m", or the text of a free answer. */
export function formatAnswer(answer: Pick<Answer, "value" | "unit">): string {
  const value = formatValue(answer.value);
  return answer.unit === null ? value : `${value} ${answer.unit}`;
}

export function formatValue(value: Answer["value"]): string {
  if (typeof value === "string") return value;
  return typeof value === "number" ? formatNumber(value) : `[${value.map(formatNumber).join(", ")}]`;
}

const ORIGINS: Readonly<Record<Exclude<AnswerOrigin, "answered">, string>> = {
  submitted: "The last answer that was handed in; a second look had turned it down.",
  question: "Not measured: the model's reply to one plain question with the key frames.",
  statement: "Not handed in: the last sentence in which the model named an answer.",
};

/** How an answer came about that is a fallback; null for one that was handed in and accepted. */
export function formatOrigin(origin: AnswerOrigin): string | null {
  return origin !== "answered" && Object.hasOwn(ORIGINS, origin) ? ORIGINS[origin] : null;
}

/** Milliseconds as people read them: "41 ms", "4.2 s", "2 min 05 s". */
export function formatDuration(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`;
}

export function formatCount(n: number, noun: string): string {
  return `${n.toLocaleString("en-US")} ${noun}${n === 1 ? "" : "s"}`;
}

/** null when no model counted any (the offline model). */
export function formatUsage(usage: Usage): string | null {
  if (usage.inputTokens + usage.outputTokens === 0) return null;
  const { inputTokens, cachedTokens, outputTokens, costUsd } = usage;
  const cached = cachedTokens > 0 ? ` (${cachedTokens.toLocaleString("en-US")} cached)` : "";
  const tokens = `${inputTokens.toLocaleString("en-US")} tokens in${cached}, ${outputTokens.toLocaleString("en-US")} out`;
  return costUsd === null || costUsd === 0 ? tokens : `${tokens}, $${costUsd.toPrecision(2)}`;
}

export function formatScale(scale: NonNullable<Answer["scale"]>): string {
  const kind = scale.metric ? "true metres" : "relative lengths, not metres";
  return `${kind}, from ${scale.source}, confidence ${formatNumber(scale.confidence)}`;
}

const REASONS: Readonly<Record<StopReason, string>> = {
  answered: "Answered",
  steps: "No answer within the step limit",
  failures: "Stopped after too many failed cells",
  "tool-calls": "No answer within the limit of tool calls",
  tokens: "No answer within the budget of tokens",
  money: "No answer within the budget of money",
  time: "No answer within the time limit",
  aborted: "Interrupted",
  "not-understood": "The question was not understood",
  "gave-up": "The model gave up",
  "model-error": "The model could not be asked",
  failed: "Stopped by an error",
};

/** A trace from elsewhere may hold another word: it then stands for itself. */
export function formatReason(reason: StopReason): string {
  return Object.hasOwn(REASONS, reason) ? REASONS[reason] : reason;
}
