import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface ChatBody {
  readonly model: string;
  readonly stream?: boolean;
  readonly tools?: readonly unknown[];
  readonly messages: readonly {
    readonly role: string;
    readonly content:
      | string
      | readonly { readonly type: string; readonly text?: string; readonly image_url?: { readonly url: string } }[];
  }[];
}

/** A text; a call of a tool; nothing at all; or a status to fail with. */
export type Scripted = string | { readonly tool: string; readonly arguments: string } | "hang" | number;

export interface Endpoint {
  readonly url: string;
  readonly requests: readonly ChatBody[];
  /** Of all request bodies. */
  readonly bytes: number;
  close(): Promise<void>;
}

export interface EndpointOptions {
  /** Before each reply. */
  readonly latencyMs?: number;
}

/** An OpenAI-compatible endpoint on loopback that answers by a script, streaming where it is asked to. */
export async function openEndpoint(
  script: (body: ChatBody, index: number) => Scripted,
  { latencyMs = 0 }: EndpointOptions = {},
): Promise<Endpoint> {
  const requests: ChatBody[] = [];
  let bytes = 0;
  const server: Server = createServer((request, response) => {
    void read(request).then((text) => {
      bytes += Buffer.byteLength(text);
      const body = JSON.parse(text) as ChatBody;
      const said = script(body, requests.push(body) - 1);
      setTimeout(() => reply(response, said, body.stream === true), latencyMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    get bytes() {
      return bytes;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The key frames and shown pictures of a request, as data URLs. */
export function imagesOf(body: ChatBody | undefined): string[] {
  const parts = body?.messages.flatMap(({ content }) => (typeof content === "string" ? [] : content)) ?? [];
  return parts.flatMap((part) => (part.type === "image_url" ? [part.image_url?.url ?? ""] : []));
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

const USAGE = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 };

function reply(response: ServerResponse, said: Scripted, stream: boolean): void {
  if (said === "hang") return;
  if (typeof said === "number") {
    response.writeHead(said, { "content-type": "application/json" });
    response.end(JSON.stringify({ error: { message: "scripted failure", type: "test" } }));
    return;
  }
  const finish = typeof said === "string" ? "stop" : "tool_calls";
  const call = typeof said === "string" ? null : { name: said.tool, arguments: said.arguments };
  const message = {
    role: "assistant",
    content: typeof said === "string" ? said : null,
    ...(call ? { tool_calls: [{ index: 0, id: "call_1", type: "function", function: call }] } : {}),
  };
  const head = { id: "x", created: 0, model: "scripted" };
  if (!stream) {
    response.setHeader("content-type", "application/json");
    const choices = [{ index: 0, finish_reason: finish, message }];
    response.end(JSON.stringify({ ...head, object: "chat.completion", choices, usage: USAGE }));
    return;
  }
  response.setHeader("content-type", "text/event-stream");
  const chunk = (data: object) =>
    response.write(`data: ${JSON.stringify({ ...head, object: "chat.completion.chunk", ...data })}\n\n`);
  chunk({ choices: [{ index: 0, delta: message, finish_reason: null }] });
  chunk({ choices: [{ index: 0, delta: {}, finish_reason: finish }] });
  chunk({ choices: [], usage: USAGE });
  response.end("data: [DONE]\n\n");
}
