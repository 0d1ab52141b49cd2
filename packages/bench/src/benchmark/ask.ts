import type { AnswerForm } from "@spatialclaw/workspace";
import type { Sample } from "./types.ts";

type Asked = Pick<Sample, "question" | "choices" | "choicesInQuestion">;

/** Reasoning first, then an answer that every extractor finds. */
export const COT_TAIL =
  "Think it through step by step. Then give your final answer, and nothing else, inside \\boxed{}.";

/** The answer alone. */
export const directTail = (form: AnswerForm): string => {
  if (form.kind === "choice") return `Reply with one letter only: ${form.letters.join(", ")}.`;
  return form.kind === "number" ? "Reply with the number only." : "Reply with the answer only.";
};

/** What the agent is asked. The first option follows the prompt's last line. */
export const instruction = (sample: Asked, prompt: string): string =>
  [`${sample.question}\n\n${prompt}`, ...options(sample)].join("\n");

/** What the model is asked that reasons without tools. */
export const cotQuestion = (sample: Asked, prompt: string, tail = COT_TAIL): string =>
  paragraphs([sample.question, prompt, options(sample).join("\n"), tail]);

/** What the model is asked that is to answer at once. */
export const directQuestion = (sample: Asked, tail: string): string =>
  paragraphs([sample.question, options(sample).join("\n"), tail]);

/** The question comes first even when it is empty; other parts that are empty are left out. */
const paragraphs = ([question, ...parts]: readonly string[]): string =>
  [question, ...parts.filter((part) => part !== "")].join("\n\n");

const options = ({ choices, choicesInQuestion }: Asked): string[] =>
  choicesInQuestion ? [] : choices.map(({ letter, text }) => `${letter}. ${text}`);
