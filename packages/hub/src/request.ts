import { InputError } from "@spatialclaw/media";
import type { HubPlaces } from "./places.ts";
import { tokenFor } from "./token.ts";

const MOST_REDIRECTS = 10;

export interface Asked {
  readonly method: "GET" | "HEAD";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** Follows redirects to the same host only, as the headers of the first answer are what counts. */
  readonly stayHere?: boolean;
}

/** A connection that did not come about or broke off: another try may help. */
export class NetworkError extends Error {}

/** The token goes to the hub, never to a host that the hub redirects to. Rejects with NetworkError. */
export async function send(asked: Asked, places: HubPlaces): Promise<Response> {
  let url = new URL(asked.url);
  const home = url.origin;
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    const response = await once({ ...asked, url: url.href }, url.origin === home ? tokenFor(url, places) : null);
    const location = response.headers.get("location");
    if (response.status < 300 || response.status >= 400 || location === null) return response;
    const next = new URL(location, url);
    if (!/^https?:$/.test(next.protocol))
      throw new InputError(
        `${shownUrl(url)} redirects to ${next.protocol}, which is no address to fetch from`,
        "environment",
      );
    if (asked.stayHere && next.origin !== home) return response;
    await response.body?.cancel();
    url = next;
  }
  throw new InputError(`${shownUrl(new URL(asked.url))} redirects more than ${MOST_REDIRECTS} times`, "environment");
}

async function once({ method, url, headers, signal }: Asked, token: string | null): Promise<Response> {
  try {
    return await fetch(url, {
      method,
      redirect: "manual",
      // Compressed on the way, the size and the ranges of a file would be others.
      headers: {
        "accept-encoding": "identity",
        "user-agent": "spatialclaw",
        ...headers,
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw new NetworkError(`${shownUrl(new URL(url))} cannot be reached (${causeOf(error)})`);
  }
}

/** Without what may be secret: the signature of a download address stands in its query. */
export function shownUrl({ origin, pathname }: URL): string {
  return `${origin}${pathname}`;
}

export function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : null;
  const inner = cause instanceof AggregateError ? cause.errors[0] : cause;
  const code = inner instanceof Error && "code" in inner ? String(inner.code) : null;
  if (code) return code;
  return error instanceof Error ? error.message : String(error);
}
