import { existsSync, statSync } from "node:fs";
import { InputError } from "@spatialclaw/media";
import type { Command } from "commander";
import { addOptions, flagValues, resolveConfig } from "../config/index.ts";
import { EXIT } from "../exit.ts";
import { onInterrupt } from "./interrupt.ts";

interface McpFlags extends Readonly<Record<string, unknown>> {
  readonly root: string;
}

export function mcpCommand(root: Command, done: (work: Promise<number>) => void): void {
  addOptions(
    root
      .command("mcp")
      .description("an MCP server on stdin and stdout: ask, reconstruct, segment; takes the flags of ask")
      .option("--root <folder>", "inputs may be named inside this folder only", "."),
  ).action((flags: McpFlags) => done(serve(flags)));
}

/** Until stdin ends or a signal comes. stdout belongs to the protocol. */
async function serve(flags: McpFlags): Promise<number> {
  if (!existsSync(flags.root) || !statSync(flags.root).isDirectory())
    throw new InputError(`--root ${JSON.stringify(flags.root)} is no folder; name the one that holds the inputs`);
  const config = resolveConfig({ flags: flagValues(flags) });
  // Its packages are large: only this command pays for them.
  const { serveMcp } = await import("../mcp/server.ts");
  const interrupt = onInterrupt();
  try {
    await serveMcp(config, flags.root, interrupt.signal);
  } finally {
    interrupt.stop();
  }
  return EXIT.answered;
}
