import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

export interface Body {
  readonly model: string;
  readonly stream?: boolean;
  readonly messages: readonly { readonly role: string; readonly content: string | readonly ContentPart[] }[];
  readonly [parameter: string]: unknown;
}

export interface ContentPart {
  readonly type: string;
  readonly text?: string;
  readonly image_url?: { readonly url: string; readonly detail?: string };
}

export interface Asked {
  readonly body: Body;
  readonly headers: IncomingMessage["headers"];
  readonly url: string;
  /** The text of the last message. */
  readonly text: string;
  /** Position among the requests to all servers. */
  readonly order: number;
  /** A complete reply went out. */
  served: boolean;
}

/** What the server does with one request. */
export type Act = (response: ServerResponse, asked: Asked) => void;

export interface ChatServer {
  readonly url: string;
  readonly asked: readonly Asked[];
  /** Connections that were ever opened, and those that still are. */
  readonly opened: number;
  readonly open: number;
  /** Resolves when that many requests have come. */
  reached(count: number): Promise<void>;
  close(): Promise<void>;
}

const servers: ChatServer[] = [];
let requests = 0;

/** A chat endpoint on loopback that does what the script says, in order; the last act goes on for ever. */
export async function openServer(
  script: readonly Act[] | ((asked: Asked, index: number) => Act),
  models: readonly string[] | null = null,
): Promise<ChatServer> {
  const asked: Asked[] = [];
  const sockets = new Set<Socket>();
  let opened = 0;
  let waiting: (() => void)[] = [];
  const server = createServer(async (request, response) => {
    response.on("error", () => {});
    if (request.url?.includes("/models")) {
      response.statusCode = models ? 200 : 404;
      response.end(JSON.stringify({ object: "list", data: models?.map((id) => ({ id })) ?? [] }));
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Body;
    const last = body.messages.at(-1)?.content;
    const text = typeof last === "string" ? last : (last?.map((part) => part.text ?? "").join("\n") ?? "");
    const now: Asked = {
      body,
      headers: request.headers,
      url: request.url ?? "",
      text,
      order: ++requests,
      served: false,
    };
    const index = asked.push(now) - 1;
    const act = typeof script === "function" ? script(now, index) : (script[index] ?? script.at(-1));
    for (const check of waiting.splice(0)) check();
    act?.(response, now);
  });
  server.on("connection", (socket) => {
    opened++;
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const opened_: ChatServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    get opened() {
      return opened;
    },
    get open() {
      return sockets.size;
    },
    reached: (count) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (asked.length >= count) resolve();
          else waiting.push(check);
        };
        check();
      }),
    async close() {
      waiting = [];
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  servers.push(opened_);
  return opened_;
}

/** For afterEach. */
export async function closeServers(): Promise<void> {
  await Promise.all(servers.splice(0).map((server) => server.close()));
}
