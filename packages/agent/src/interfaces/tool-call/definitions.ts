import type { ToolDefinition } from "../../chat/types.ts";
import { GENERIC_TOOL } from "./reply.ts";
import type { ApiTable } from "./signatures.ts";

/** For endpoints with tool calling of their own: one generic function, and the answer. */
export function toolDefinitions(api: ApiTable): ToolDefinition[] {
  const names = [...api.functions.keys()].filter((name) => !name.startsWith("console.") && name !== "ReturnAnswer");
  const definitions: ToolDefinition[] = [
    {
      name: GENERIC_TOOL,
      description: `Calls one tool (${names.join(", ")}) or a method of an earlier result ("$name.method").`,
      parameters: {
        type: "object",
        properties: {
          tool: { type: "string", description: "Name of the tool, or $name.method." },
          args: {
            type: "array",
            items: {},
            description: 'Arguments in order. "$name.member[0]" refers to an earlier result, {"frame": 12} is a frame.',
          },
          as: { type: "string", description: "Name under which the result is kept." },
        },
        required: ["tool", "args"],
      },
    },
  ];
  if (!api.functions.has("ReturnAnswer")) return definitions;
  return [
    ...definitions,
    {
      name: "ReturnAnswer",
      description: "Hands in the answer and ends the run.",
      parameters: {
        type: "object",
        properties: {
          value: {
            type: ["string", "number"],
            description: 'The answer in the form that the question wants, or a reference such as "$pair.distance".',
          },
        },
        required: ["value"],
      },
    },
  ];
}
