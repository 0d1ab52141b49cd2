import { InputError } from "@spatialclaw/media";
import type { HubPlaces } from "./places.ts";
import { mayPass, refused } from "./refused.ts";
import { type Asked, NetworkError, send } from "./request.ts";
import { type Advice, addressOf, commitOf, repoOf, type Wanted } from "./wanted.ts";

/** What a server says of a file before it is fetched. */
export interface Remote {
  /** Where to fetch it. */
  readonly url: string;
  readonly bytes: number | null;
  /** Names the content; null: the server does not. */
  readonly etag: string | null;
  /** Of the hub: the commit. */
  readonly revision: string | null;
}

export interface TryOptions {
  readonly signal?: AbortSignal | undefined;
  /** Pause before a further try, doubled each time. */
  readonly pauseMs?: number;
  readonly tries?: number;
}

export interface FetchOptions extends TryOptions {
  readonly places: HubPlaces;
  readonly advice: Advice;
}

/** @param revision Of a hub repository: what is pinned or recorded; null: what its main branch is at now. */
export async function askRemote(file: Wanted, revision: string | null, options: FetchOptions): Promise<Remote> {
  const { places, advice, signal } = options;
  const url = addressOf(file, revision ?? "main", places);
  const repo = repoOf(file);
  return trying(options, async () => {
    const asked: Asked = { method: "HEAD", url, stayHere: repo !== null, signal };
    const response = await send(asked, places);
    if (mayPass(response.status)) throw new NetworkError(`${url} answered ${response.status}`);
    if (response.status >= 400) throw refused(response, new URL(url), repo, places, advice);
    const { headers } = response;
    const commit = commitOf(headers.get("x-repo-commit"));
    return {
      // A branch may move on before the file is fetched.
      url: repo && commit ? addressOf(file, commit, places) : url,
      bytes: size(headers.get("x-linked-size") ?? (response.status < 300 ? headers.get("content-length") : null)),
      etag: plainEtag(headers.get("x-linked-etag") ?? headers.get("etag")),
      revision: commit,
    };
  });
}

/** Tries again while the network is at fault. */
export async function trying<T>({ signal, pauseMs = 1000, tries = 4 }: TryOptions, work: () => Promise<T>): Promise<T> {
  for (let turn = 1; ; turn++) {
    try {
      return await work();
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof NetworkError)) throw error;
      if (turn >= tries)
        throw new InputError(
          `${error.message}; what is there is kept, the same command goes on from it`,
          "environment",
        );
      await new Promise((resolve) => setTimeout(resolve, pauseMs * 2 ** (turn - 1)));
    }
  }
}

function plainEtag(etag: string | null): string | null {
  return etag === null ? null : etag.replace(/^W\//, "").replaceAll('"', "") || null;
}

function size(text: string | null): number | null {
  const bytes = Number(text);
  return text !== null && Number.isSafeInteger(bytes) && bytes > 0 ? bytes : null;
}
