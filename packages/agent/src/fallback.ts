import type { AnswerForm } from "@spatialclaw/workspace";
import type { ChatMessage } from "./chat/types.ts";
import type { LoopContext } from "./context.ts";
import type { AnswerValue, StopReason } from "./events.ts";
import { pictureParts, questionText, text } from "./messages.ts";
import { prompt } from "./prompts/prompt.ts";
import { systemPrompt } from "./prompts/sections.ts";
import { readStated } from "./stated.ts";

export interface Fallbacks {
  /** An answer that was handed in or stated earlier in the run. */
  readonly earlier: boolean;
  /** One more question to the model. */
  readonly question: boolean;
}

const NONE: Fallbacks = { earlier: false, question: false };

/** A run that was stopped, or that could not be done at all, does not end with a guess. */
export function endsWithout(reason: StopReason): Fallbacks {
  switch (reason) {
    case "steps":
    case "failures":
    case "tool-calls":
      return { earlier: true, question: true };
    case "time":
    case "tokens":
    case "money":
      return { earlier: true, question: false };
    default:
      return NONE;
  }
}

/** What cells printed, at most, in the plain question. */
const NOTES_CHARS = 2000;

/** The question without tools: key frames, and what was printed last. */
export function plainQuestion(
  { question, input, form, keyPictures }: Pick<LoopContext, "question" | "input" | "form" | "keyPictures">,
  printed: readonly string[],
): ChatMessage[] {
  const notes = printed.join("\n").trim().slice(-NOTES_CHARS);
  const asked = prompt("fallback", {
    question: questionText(question, input, form),
    notes: notes === "" ? "" : `\nThis was printed on the way:\n${notes}`,
  });
  return [
    text("system", systemPrompt(["role", "turn-none", "data"], {})),
    { role: "user", parts: [{ type: "text", text: asked }, ...pictureParts(keyPictures)] },
  ];
}

/** The answer that was stated last, in the form that the question wants. */
export function lastStatement(texts: readonly string[], form: AnswerForm): AnswerValue | null {
  for (const said of texts.toReversed()) {
    const value = readStated(said, form);
    if (value !== null) return value;
  }
  return null;
}
