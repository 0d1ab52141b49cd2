import { type CellApi, cellApi } from "@spatialclaw/workspace";
import type { ChatReply } from "../../chat/types.ts";
import type { Action, ActionInterface } from "../types.ts";
import { toolDefinitions } from "./definitions.ts";
import { CallProblem } from "./problem.ts";
import { chosen, readReply } from "./reply.ts";
import { functionNamed } from "./resolve.ts";
import { Results } from "./results.ts";
import { apiTable } from "./signatures.ts";
import { translate } from "./translate.ts";

/**
 * One call per step, written as JSON and translated into one cell: it shares checks, kernel, tools and feedback with
 * the code interface. Remembers the names of results, so it belongs to one session.
 */
export function createToolCallInterface({ files }: Pick<CellApi, "files"> = cellApi()): ActionInterface {
  const api = apiTable(files);
  const results = new Results(api);
  const isTool = (name: string) => functionNamed(api, name) !== null;

  function act(reply: ChatReply): Action {
    const { thought, calls } = readReply(reply, isTool);
    const call = chosen(calls);
    try {
      const cell = translate(call, api, results);
      return { kind: "cell", thought, cell: calls.length > 1 ? `${onlyOne(call.tool, calls.length)}\n${cell}` : cell };
    } catch (error) {
      if (error instanceof CallProblem) return { kind: "none", thought, problem: error.message };
      throw error;
    }
  }

  return {
    name: "tool-call",
    plans: true,
    runsCells: true,
    mostSteps: null,
    sections: ["role", "turn-tool-call", "method", "data", "api"],
    opening: "Send the next call.",
    reminder: 'Send one or two sentences and exactly one call: {"tool": "…", "args": […], "as": "…"}.',
    tools: toolDefinitions(api),
    read(reply) {
      try {
        return act(reply);
      } catch (error) {
        if (error instanceof CallProblem)
          return { kind: "none", thought: reply.text.trim().slice(0, 2_000), problem: error.message };
        throw error;
      }
    },
  };
}

function onlyOne(tool: string, count: number): string {
  return `print(${JSON.stringify(`Of your ${count} calls only ${tool.slice(0, 80)} was run: send one call per reply.`)});`;
}
