import { createHash } from "node:crypto";
import { type FileHandle, open, rm, stat } from "node:fs/promises";
import { InputError } from "@spatialclaw/media";
import { feedFile, gitHash } from "./digest.ts";
import { noRoom, writeFailure } from "./disk.ts";
import { mayPass, refused } from "./refused.ts";
import { type FetchOptions, type Remote, trying } from "./remote.ts";
import { causeOf, NetworkError, send } from "./request.ts";
import { type Advice, repoOf, type Wanted } from "./wanted.ts";

export interface DownloadOptions extends FetchOptions {
  /** Bytes of this file so far. */
  readonly onBytes?: (done: number) => void;
}

export interface Downloaded {
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Fetches a file into `partial`, on top of what an earlier try left there, and checks it: its size, and its content as
 * far as anybody names that. A file that does not pass is removed; one that was cut off stays, to be continued.
 */
export async function download(
  spec: Wanted,
  remote: Remote,
  partial: string,
  options: DownloadOptions,
): Promise<Downloaded> {
  await trying(options, () => fetchRest(spec, remote, partial, options));
  return finished(spec, remote, partial);
}

async function fetchRest(spec: Wanted, remote: Remote, partial: string, options: DownloadOptions): Promise<void> {
  const { signal, places, advice } = options;
  const have = await sizeOf(partial);
  if (remote.bytes !== null && have === remote.bytes) return;
  if (remote.bytes !== null) await noRoom(partial, remote.bytes - have, advice);
  const response = await send(
    { method: "GET", url: remote.url, headers: have > 0 ? { range: `bytes=${have}-` } : {}, signal },
    places,
  );
  const { status } = response;
  if (mayPass(status)) throw new NetworkError(`${remote.url} answered ${status}`);
  if (status === 416) {
    // What is there is longer than the file: it is another one.
    await rm(partial, { force: true });
    throw new NetworkError(`${remote.url} has no bytes after ${have}`);
  }
  if (status >= 400 || !response.body) throw refused(response, new URL(remote.url), repoOf(spec), places, advice);
  const goesOn = status === 206 && startsAt(response) === have;
  const handle = await open(partial, goesOn ? "a" : "w");
  try {
    await receive(response, handle, goesOn ? have : 0, partial, remote, options);
  } finally {
    await handle.close();
  }
}

async function receive(
  response: Response,
  handle: FileHandle,
  before: number,
  partial: string,
  remote: Remote,
  { signal, advice, onBytes }: DownloadOptions,
): Promise<void> {
  let done = before;
  const chunks = (response.body as ReadableStream<Uint8Array>)[Symbol.asyncIterator]();
  for (;;) {
    const { value, done: isOver } = await chunks.next().catch((error: unknown) => {
      signal?.throwIfAborted();
      throw new NetworkError(`the download of ${remote.url} broke off (${causeOf(error)})`);
    });
    if (isOver) break;
    await writeAll(handle, value, partial, advice);
    done += value.length;
    onBytes?.(done);
  }
  if (remote.bytes !== null && done < remote.bytes)
    throw new NetworkError(`the download of ${remote.url} ended after ${done} of ${remote.bytes} bytes`);
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, partial: string, advice: Advice): Promise<void> {
  try {
    for (let at = 0; at < bytes.length; ) at += (await handle.write(bytes, at)).bytesWritten;
  } catch (error) {
    throw writeFailure(error, partial, advice);
  }
}

async function finished(spec: Wanted, remote: Remote, partial: string): Promise<Downloaded> {
  const bytes = await sizeOf(partial);
  const sha256 = createHash("sha256");
  const git = gitHash(bytes);
  await feedFile([sha256, git], partial);
  const found = { sha256: sha256.digest("hex"), git: git.digest("hex") };
  const wrong = mismatch(spec, remote, bytes, found);
  if (wrong === null) return { sha256: found.sha256, bytes };
  await rm(partial, { force: true });
  throw new InputError(`${remote.url}: ${wrong}; what came was thrown away, try again`, "environment");
}

function mismatch(
  spec: Wanted,
  { bytes: announced, etag }: Remote,
  bytes: number,
  found: { readonly sha256: string; readonly git: string },
): string | null {
  for (const wanted of [spec.bytes, announced])
    if (wanted !== null && wanted !== bytes) return `has ${bytes} bytes, expected ${wanted}`;
  if (spec.sha256 !== null && spec.sha256 !== found.sha256)
    return `has the SHA-256 ${found.sha256}, expected ${spec.sha256}`;
  if (repoOf(spec) === null || etag === null) return null;
  // The hub names large files by their SHA-256 and others as git does.
  if (/^[0-9a-f]{64}$/.test(etag) && etag !== found.sha256)
    return `has the SHA-256 ${found.sha256}, the hub says ${etag}`;
  return /^[0-9a-f]{40}$/.test(etag) && etag !== found.git ? `is not what the hub says (${etag})` : null;
}

function startsAt(response: Response): number | null {
  const start = /^bytes (\d+)-/.exec(response.headers.get("content-range") ?? "")?.[1];
  return start === undefined ? null : Number(start);
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch {
    return 0;
  }
}
