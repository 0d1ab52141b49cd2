import { type ChatMessage, type ChatModel, type ChatReply, plainReply } from "@spatialclaw/agent";
import { DIRECTIONS } from "./directions.ts";
import { MEASURES } from "./measures.ts";
import { MOTION } from "./motion.ts";
import { readQuestion } from "./read-question.ts";

/** What a report calls it: whoever sees a score of it must see what it is. */
export const PROGRAMS_NAME = "synth-programs (scripted cells, no model)";

const PROGRAMS = { ...MEASURES, ...DIRECTIONS, ...MOTION };
const QUESTION = /^# Question[ \t]*\n([\s\S]*?)(?=^# |$(?![\s\S]))/gm;
const FAILED = /^Cell \d+: error/m;

/**
 * One cell for each family of `synth`, written beforehand over the public cell API, as a model would. It knows the
 * wordings of the questions and nothing of their answers: what it scores is what tools, geometry and interface give
 * when understanding costs nothing.
 */
export function createSynthPrograms(): ChatModel {
  return {
    name: PROGRAMS_NAME,
    seesPictures: false,
    async complete({ role, messages, signal }) {
      signal?.throwIfAborted();
      if (role === "planner") return plainReply("Scripted cells, no language model: one cell measures and answers.");
      if (role === "reflect") return plainReply("ACCEPT");
      return role === "main" ? nextCell(messages) : declined("Scripted cells see no pictures.");
    },
  };
}

function nextCell(messages: readonly ChatMessage[]): ChatReply {
  const texts = messages.map(({ parts }) => parts.map((part) => (part.type === "text" ? part.text : "")).join("\n"));
  const asked = texts.findLastIndex((text) => text.match(QUESTION));
  const question = readQuestion([...(texts[asked] ?? "").matchAll(QUESTION)].at(-1)?.[1] ?? "");
  const program = question && (PROGRAMS as Readonly<Record<string, (of: typeof question) => string>>)[question.wording];
  if (!question || !program) return declined("There is no scripted cell for this question: it is none of synth's.");
  const failed = texts.slice(asked + 1).find((text) => FAILED.test(text));
  if (failed) return declined(`The scripted cell failed: ${errorIn(failed)}`);
  return plainReply(`The scripted cell for ${question.wording}.\n\n\`\`\`ts\n${program(question)}\n\`\`\``);
}

/** The first lines of what went wrong. */
const errorIn = (feedback: string): string =>
  feedback
    .slice(feedback.search(FAILED))
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(0, 4)
    .join(" ");

const declined = (text: string): ChatReply => plainReply(text, "declined");
