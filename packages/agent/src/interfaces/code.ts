import { readFenced } from "./fenced.ts";
import type { ActionInterface } from "./types.ts";

/** One cell per step; what it printed and showed comes back before the next. */
export function createCodeInterface(): ActionInterface {
  return {
    name: "code",
    plans: true,
    runsCells: true,
    mostSteps: null,
    sections: ["role", "turn-code", "method", "data", "api"],
    opening: "Write the next cell.",
    reminder: "Send one or two sentences and exactly one fenced block that begins with ```ts.",
    tools: [],
    read: ({ text, finish }) => cellIn(text, finish === "length"),
  };
}

function cellIn(text: string, cutOff: boolean): ReturnType<ActionInterface["read"]> {
  const { thought, cell, problem } = readFenced(text, cutOff);
  return cell === null ? { kind: "none", thought, problem: problem ?? "" } : { kind: "cell", thought, cell };
}
