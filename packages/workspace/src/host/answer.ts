import type { Json } from "@spatialclaw/kernel";
import type { AnswerMessage } from "../wire.ts";
import { checkForm } from "./answer-form.ts";

/** What `CellResult.answer` holds once it passed the check: the value, and what the guest says it rests on. */
export function readAnswer(message: Json): AnswerMessage {
  const problem = checkForm({ kind: "any" }, valueIn(message));
  if (problem !== null)
    throw new TypeError(`expected an answer as ReturnAnswer sends it, got ${JSON.stringify(message)}`);
  return message as AnswerMessage;
}

export function valueIn(message: Json): Json | undefined {
  return typeof message === "object" && message !== null && "value" in message ? message.value : undefined;
}
