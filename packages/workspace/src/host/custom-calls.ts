import type { Json } from "@spatialclaw/kernel";
import type { CustomTool } from "../api/custom-tool.ts";
import type { HostFunction } from "./lists.ts";

/** The user's own functions, as `custom.Gripper.canReach`; arguments come as a list. */
export function createCustomCalls(tools: readonly CustomTool[]): Readonly<Record<string, HostFunction>> {
  const calls = tools.flatMap(({ name, functions }) =>
    Object.entries(functions).map(([called, run]): [string, HostFunction] => [
      `custom.${name}.${called}`,
      async (args: readonly Json[], signal: AbortSignal) => (await run(args, signal)) ?? null,
    ]),
  );
  return Object.fromEntries(calls);
}
