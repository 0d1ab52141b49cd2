import { readStated } from "../stated.ts";
import type { ActionInterface } from "./types.ts";

/** No tools: the model looks at the key frames and thinks aloud. */
export function createChainOfThought(): ActionInterface {
  return {
    name: "none",
    plans: false,
    runsCells: false,
    mostSteps: 0,
    sections: ["role", "turn-none", "data"],
    opening: "Think aloud, then end with the line `Answer: …`.",
    reminder: "End your reply with one line `Answer: …` in the form the question wants.",
    tools: [],
    read({ text, finish }, form) {
      const value = readStated(text, form);
      if (value !== null) return { kind: "answer", thought: text, value };
      const problem =
        finish === "length"
          ? "it was cut off before the answer; be shorter."
          : "it does not end with an answer in the form that the question wants.";
      return { kind: "none", thought: text, problem };
    },
  };
}

/** As `none`, without the thinking aloud. */
export function createDirect(): ActionInterface {
  return {
    ...createChainOfThought(),
    name: "direct",
    sections: ["role", "turn-direct", "data"],
    opening: "Reply with the one line `Answer: …`.",
  };
}
