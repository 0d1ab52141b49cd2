import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { oneLine } from "../exit.ts";

type Block = CallToolResult["content"][number];

export interface McpPicture {
  readonly label: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/** Pictures of one result: clients put them into a context that is somebody's money. */
export const MOST_PICTURES = 4;

/** Text first, then each picture after its label; the same facts as structured content for programs. */
export function result(
  text: string,
  structuredContent: Record<string, unknown>,
  pictures: readonly McpPicture[] = [],
): CallToolResult {
  const shown = pictures.slice(0, MOST_PICTURES).flatMap(({ label, mime, bytes }): Block[] => [
    { type: "text", text: label },
    { type: "image", mimeType: mime, data: Buffer.from(bytes).toString("base64") },
  ]);
  return { content: [{ type: "text", text }, ...shown], structuredContent };
}

/** A failure of the call as a value: the client's model reads it and may try otherwise. */
export async function guarded(work: () => Promise<CallToolResult>): Promise<CallToolResult> {
  try {
    return await work();
  } catch (error) {
    return { isError: true, content: [{ type: "text", text: oneLine(error) }] };
  }
}
