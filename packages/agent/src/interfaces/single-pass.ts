import { createCodeInterface } from "./code.ts";
import type { ActionInterface } from "./types.ts";

/** One complete program, written without seeing what any of it prints. */
export function createSinglePassInterface(): ActionInterface {
  return {
    ...createCodeInterface(),
    name: "single-pass",
    plans: false,
    mostSteps: 1,
    sections: ["role", "turn-single-pass", "method", "data", "api"],
    opening: "Write the program.",
    reminder: "Send the whole program in exactly one fenced block that begins with ```ts.",
  };
}
