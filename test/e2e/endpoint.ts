import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface ChatBody {
  readonly model: string;
  readonly messages: readonly {
    readonly role: string;
    readonly content:
      | string
      | readonly { readonly type: string; readonly text?: string; readonly image_url?: { readonly url: string } }[];
  }[];
}

export interface Endpoint {
  readonly url: string;
  readonly requests: readonly ChatBody[];
  close(): Promise<void>;
}

/** An OpenAI-compatible endpoint on loopback with a script: what it answers, or "hang", or a status to fail with. */
export async function openEndpoint(
  script: (body: ChatBody, index: number) => string | "hang" | number,
): Promise<Endpoint> {
  const requests: ChatBody[] = [];
  const server: Server = createServer((request, response) => {
    void read(request).then((body) => {
      requests.push(body);
      reply(response, script(body, requests.length - 1));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function read(request: IncomingMessage): Promise<ChatBody> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return JSON.parse(text) as ChatBody;
}

function reply(response: ServerResponse, said: string | number): void {
  if (said === "hang") return;
  response.setHeader("content-type", "application/json");
  if (typeof said === "number") {
    response.statusCode = said;
    response.end(JSON.stringify({ error: { message: "scripted failure", type: "test" } }));
    return;
  }
  response.end(
    JSON.stringify({
      id: "x",
      object: "chat.completion",
      created: 0,
      model: "scripted",
      choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: said } }],
      usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
    }),
  );
}
