import http from "node:http";
import https from "node:https";

/** How long a connection may take to come about. */
const CONNECT_MS = 20_000;

/** What came back from a server: a reply, whatever its status, or what the network did instead. */
export interface Arrival {
  readonly status: number;
  readonly headers: Headers;
  /** null with an error. */
  readonly body: http.IncomingMessage | null;
  readonly error: Error | null;
}

/**
 * `fetch` for the openai client, over node:http: Node's own gives up after 300 silent seconds whatever one says, and
 * takes twice the time for a megabyte of pictures. It never rejects and calls every status fine, because the client
 * would drop what an error's body or cause says. Redirects are not followed: the key would go along.
 */
export async function transport(address: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const arrival = await send(new URL(String(address)), init).catch((error: Error) => failed(error));
  return { ok: true, ...arrival } as unknown as Response;
}

/** What `transport` gave the client, taken back from it. */
export function arrivalOf(response: Response): Arrival {
  return response as unknown as Arrival;
}

async function send(url: URL, init: RequestInit): Promise<Arrival> {
  // As `encodeBody` makes them.
  const pieces = (init.body ?? []) as unknown as readonly Uint8Array[];
  try {
    return await exchange(url, init, pieces);
  } catch (error) {
    // The server closed a kept connection just as it was used again: it has not seen the request.
    if (error instanceof StaleConnection) return exchange(url, init, pieces);
    throw error;
  }
}

class StaleConnection extends Error {}

function exchange(url: URL, { method, headers, signal }: RequestInit, pieces: readonly Uint8Array[]): Promise<Arrival> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === "https:" ? https : http).request(url, {
      method: method ?? "GET",
      headers: { ...Object.fromEntries(new Headers(headers)), ...lengthOf(pieces) },
      ...(signal ? { signal } : {}),
    });
    request.setTimeout(CONNECT_MS, () => {
      if (!request.socket || request.socket.connecting) request.destroy(timedOut());
    });
    request.on("error", (error: NodeJS.ErrnoException) => {
      const stale = request.reusedSocket && !signal?.aborted && (error.code === "ECONNRESET" || error.code === "EPIPE");
      reject(stale ? new StaleConnection() : error);
    });
    request.once("response", (message) => {
      message.setEncoding("utf8");
      resolve({ status: message.statusCode ?? 0, headers: headersOf(message), body: message, error: null });
    });
    request.cork();
    for (const piece of pieces) request.write(piece);
    request.end();
    request.uncork();
  });
}

function lengthOf(pieces: readonly Uint8Array[]): { "Content-Length"?: number } {
  const length = pieces.reduce((sum, { byteLength }) => sum + byteLength, 0);
  return length > 0 ? { "Content-Length": length } : {};
}

function headersOf({ rawHeaders }: http.IncomingMessage): Headers {
  const headers = new Headers();
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    try {
      headers.append(rawHeaders[i] as string, rawHeaders[i + 1] as string);
    } catch {
      // Not a header that anybody could ask for.
    }
  }
  return headers;
}

function failed(error: Error): Arrival {
  return { status: 0, headers: new Headers(), body: null, error };
}

function timedOut(): Error {
  return Object.assign(new Error("connection timed out"), { code: "ETIMEDOUT" });
}
