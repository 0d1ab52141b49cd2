import { once } from "node:events";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import type { Config } from "../config/index.ts";
import { VERSION } from "../version.ts";
import { registerAsk } from "./ask.ts";
import { registerSceneTools } from "./scene-tools.ts";

/** Serves on stdin and stdout until stdin ends or the signal fires. */
export async function serveMcp(config: Config, root: string, signal: AbortSignal): Promise<void> {
  const server = new McpServer({ name: "spatialclaw", version: VERSION });
  registerAsk(server, config, root);
  registerSceneTools(server, config, root);
  const ended = Promise.race([once(process.stdin, "end", { signal }), once(process.stdin, "close", { signal })]).catch(
    () => undefined,
  );
  await server.connect(new StdioServerTransport());
  await ended;
  await server.close();
}
