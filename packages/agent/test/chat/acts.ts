import type { ServerResponse } from "node:http";
import type { Act, Asked } from "./server.ts";

export const USAGE = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 };

interface Delta {
  readonly [field: string]: unknown;
}

export interface Said {
  readonly finish?: string | null;
  readonly usage?: object | null;
  readonly model?: string;
}

/** A chunk of a stream, as text. */
export function chunk(delta: Delta, { finish = null, usage, model = "served" }: Said = {}): string {
  const choices = [{ index: 0, delta, finish_reason: finish }];
  return `data: ${JSON.stringify({ id: "x", object: "chat.completion.chunk", model, choices, usage })}\n\n`;
}

/** The whole text of a stream that says these pieces. */
export function stream(
  pieces: readonly Delta[],
  { finish = "stop", usage = USAGE, model = "served" }: Said = {},
): string {
  return [
    ...pieces.map((delta) => chunk(delta, { model })),
    ...(finish === null ? [] : [chunk({}, { finish, model })]),
    ...(usage === null ? [] : [`data: ${JSON.stringify({ model, choices: [], usage })}\n\n`]),
    "data: [DONE]\n\n",
  ].join("");
}

export function completion(message: object, { finish = "stop", usage = USAGE, model = "served" }: Said = {}): string {
  return JSON.stringify({
    id: "x",
    object: "chat.completion",
    model,
    choices: [{ index: 0, message, finish_reason: finish }],
    usage,
  });
}

/** A good reply, streamed where it was asked for so. */
export function says(text: string, said: Said = {}): Act {
  return speaks([{ role: "assistant", content: "" }, { content: text }], said);
}

/** A good stream of these pieces. */
export function speaks(pieces: readonly Delta[], said: Said = {}): Act {
  return (response, asked) => {
    if (asked.body.stream) sends("text/event-stream", stream(pieces, said))(response, asked);
    else sends("application/json", completion(Object.assign({}, ...pieces), said))(response, asked);
    asked.served = true;
  };
}

/** That body, whole, under status 200. */
export function sends(type: string | null, body: string): Act {
  return (response) => {
    if (type !== null) response.setHeader("content-type", type);
    response.end(body);
  };
}

/** That body in pieces that arrive one by one. */
export function dribbles(pieces: readonly (string | Uint8Array)[]): Act {
  return async (response, asked) => {
    response.setHeader("content-type", "text/event-stream");
    for (const piece of pieces) {
      response.write(piece);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    response.end();
    asked.served = true;
  };
}

export function fails(
  status: number,
  headers: Record<string, string> = {},
  body: unknown = { error: { message: "scripted" } },
): Act {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
}

export const hangs: Act = () => {};

/** Says that much and nothing after. */
export function hangsAfter(...pieces: readonly string[]): Act {
  return (response) => begin(response, pieces);
}

/** Says that much, then the connection is gone. */
export function cutsAfter(...pieces: readonly string[]): Act {
  return (response: ServerResponse, _: Asked) => {
    begin(response, pieces);
    setTimeout(() => response.destroy(), 5);
  };
}

/** The connection is gone before anything is said. */
export const resets: Act = (response) => response.destroy();

function begin(response: ServerResponse, pieces: readonly string[]): void {
  response.setHeader("content-type", "text/event-stream");
  response.flushHeaders();
  for (const piece of pieces) response.write(piece);
}
