import { InputError } from "../types.ts";
import { tooLarge } from "./spool.ts";

export interface FetchLimits {
  readonly mostBytes: number;
  /** Until an answer begins, and between two pieces of it. */
  readonly idleMs: number;
}

export interface Fetched {
  /** Last part of the path. */
  readonly name: string;
  /** Without name, password and query, which may be secret. */
  readonly shown: string;
  readonly bytes: number | null;
  readonly stream: AsyncIterable<Uint8Array>;
}

const MOST_REDIRECTS = 5;
const REDIRECT: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** Servers that do not know a file's type say the third, or nothing. */
const WANTED_TYPES = /^(?:image\/|video\/|application\/(?:octet-stream|mp4|mxf|ogg)|binary\/octet-stream)/i;

/**
 * Begins to read a picture or video by HTTP. It is asked for with this machine's rights: whatever the process can reach
 * can be named. Rejects with InputError, which never repeats credentials or queries.
 */
export async function fetchInput(
  given: string,
  { mostBytes, idleMs }: FetchLimits,
  signal?: AbortSignal,
): Promise<Fetched> {
  let url = urlOf(given, "the address");
  const asked = shownOf(url);
  const authorization = credentialsOf(url);
  const origin = url.origin;
  for (let redirects = 0; ; redirects++) {
    const watch = new Watch(idleMs, signal);
    const headers = authorization && url.origin === origin ? { authorization } : {};
    url.username = "";
    url.password = "";
    const response = await watch.during(fetch(url, { redirect: "manual", headers, signal: watch.signal }), asked);
    if (REDIRECT.has(response.status)) {
      await response.body?.cancel();
      watch.stop();
      if (redirects === MOST_REDIRECTS)
        throw new InputError(
          `${asked} redirects more than ${MOST_REDIRECTS} times; name the address it should lead to`,
        );
      url = urlOf(response.headers.get("location") ?? "", `the address that ${asked} redirects to`, url);
      continue;
    }
    try {
      return {
        ...checked(response, asked, mostBytes),
        name: nameOf(url),
        shown: asked,
        stream: watch.pieces(response, asked),
      };
    } catch (error) {
      watch.stop();
      await response.body?.cancel();
      throw error;
    }
  }
}

function checked(response: Response, shown: string, mostBytes: number): { bytes: number | null } {
  if (!response.ok) throw new InputError(`${shown} answers with status ${response.status}; check the address`);
  const type = response.headers.get("content-type")?.split(";")[0]?.trim() ?? "";
  if (type !== "" && !WANTED_TYPES.test(type))
    throw new InputError(`${shown} answers with ${type}, expected a picture or a video; name the file itself`);
  const length = response.headers.get("content-length");
  const bytes = length === null ? null : Number(length);
  if (bytes !== null && bytes > mostBytes) throw tooLarge(shown, mostBytes);
  return { bytes };
}

/** Gives up when nothing comes for a while. */
class Watch {
  readonly #controller = new AbortController();
  readonly #idleMs: number;
  readonly #outer: AbortSignal | undefined;
  #timer: NodeJS.Timeout | undefined;
  readonly signal: AbortSignal;

  constructor(idleMs: number, outer: AbortSignal | undefined) {
    this.#idleMs = idleMs;
    this.#outer = outer;
    this.signal = outer ? AbortSignal.any([outer, this.#controller.signal]) : this.#controller.signal;
    this.#again();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async during<T>(work: Promise<T>, shown: string): Promise<T> {
    try {
      return await work;
    } catch (error) {
      this.stop();
      throw this.#failure(error, shown);
    }
  }

  async *pieces(response: Response, shown: string): AsyncGenerator<Uint8Array> {
    try {
      for await (const piece of response.body ?? []) {
        this.#again();
        yield piece;
      }
    } catch (error) {
      throw this.#failure(error, shown);
    } finally {
      this.stop();
    }
  }

  #again(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#controller.abort(), this.#idleMs);
  }

  #failure(error: unknown, shown: string): unknown {
    if (this.#outer?.aborted || error instanceof InputError) return error;
    if (this.#controller.signal.aborted)
      return new InputError(`${shown} sent nothing for ${this.#idleMs / 1000} s; try again later`, "environment");
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const code = (cause as { code?: unknown }).code;
    return new InputError(
      `${shown} cannot be reached (${typeof code === "string" ? code : "the connection failed"}); check the address and the network`,
      "environment",
    );
  }
}

function urlOf(text: string, what: string, base?: URL): URL {
  const url = URL.parse(text, base?.href);
  if (!url) throw new InputError(`${what} is no valid URL; expected https://…`);
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw new InputError(`${what} begins with ${url.protocol}, expected https: or http:`);
  return url;
}

function credentialsOf({ username, password }: URL): string | null {
  if (username === "" && password === "") return null;
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(pair).toString("base64")}`;
}

function shownOf({ origin, pathname }: URL): string {
  return `${origin}${pathname}`;
}

function nameOf({ pathname, hostname }: URL): string {
  const last = pathname.split("/").findLast((part) => part !== "") ?? hostname;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
