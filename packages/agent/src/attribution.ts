import { ChatError, type ChatModel, type ChatReply } from "./chat/types.ts";
import { prompt } from "./prompts/prompt.ts";

/** Why one run was right and another wrong; prompts/attribute.md says what each means. */
export const ATTRIBUTIONS = ["code-composition", "control-flow", "interface-neutral"] as const;
export type Attribution = (typeof ATTRIBUTIONS)[number];

/** A question that one run answered rightly and another wrongly; texts for the judge. */
export interface DecidedQuestion {
  readonly question: string;
  readonly truth: string;
  readonly right: JudgedRun;
  readonly wrong: JudgedRun;
}

export interface JudgedRun {
  readonly interface: string;
  readonly answer: string;
  /** What it did, step by step. */
  readonly told: string;
}

export interface Judgement {
  /** null: the reply names none of them, or several. */
  readonly attribution: Attribution | null;
  readonly reason: string;
  readonly reply: ChatReply;
}

/** Asks the judge once. Rejects with ChatError when it cannot be asked or says nothing. */
export async function judgeDifference(
  model: ChatModel,
  { question, truth, right, wrong }: DecidedQuestion,
  signal: AbortSignal,
): Promise<Judgement> {
  const text = prompt("attribute", {
    question,
    truth,
    right: right.told,
    rightInterface: right.interface,
    rightAnswer: right.answer,
    wrong: wrong.told,
    wrongInterface: wrong.interface,
    wrongAnswer: wrong.answer,
  });
  const reply = await model.complete({
    role: "judge",
    messages: [{ role: "user", parts: [{ type: "text", text }] }],
    signal,
  });
  const said = reply.text.trim();
  if (reply.finish === "declined") throw new ChatError(`${model.name} declined to judge: ${said}`);
  if (said === "")
    throw new ChatError(
      `${model.name} said nothing${reply.finish === "length" ? " before it was cut off: raise max_tokens of its role judge" : ""}`,
    );
  return { ...readAttribution(said), reply };
}

/** Reads the line of JSON, wherever it stands; else the one category that the reply names. */
export function readAttribution(reply: string): Pick<Judgement, "attribution" | "reason"> {
  for (const [text] of [...reply.matchAll(/\{[^{}]*\}/g)].reverse()) {
    const { category, reason } = objectIn(text);
    const found = ATTRIBUTIONS.find((name) => name === category);
    if (found) return { attribution: found, reason: typeof reason === "string" ? reason : "" };
  }
  const named = ATTRIBUTIONS.filter((name) => reply.toLowerCase().replace(/[ _]/g, "-").includes(name));
  return { attribution: named.length === 1 ? (named[0] ?? null) : null, reason: reply.slice(0, 500) };
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
