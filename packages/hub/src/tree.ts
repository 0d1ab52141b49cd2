import { InputError } from "@spatialclaw/media";
import { mayPass, refused } from "./refused.ts";
import { type FetchOptions, type Remote, trying } from "./remote.ts";
import { NetworkError, send, shownUrl } from "./request.ts";
import { addressOf, commitOf, type Repo, type Wanted } from "./wanted.ts";

/** What the hub says of a repository. */
export interface RepoInfo {
  /** What the revision is at now. */
  readonly commit: string;
  /** As the repository's card names it; null: it names none. */
  readonly licence: string | null;
  /** Its files want an account that accepted its terms. */
  readonly gated: boolean;
}

/** A file of a repository. */
export interface TreeFile {
  readonly path: string;
  readonly bytes: number;
  /** Of files in large-file storage. */
  readonly sha256: string | null;
  /** As git names the content, or its pointer. */
  readonly oid: string;
}

/** @param revision A branch or a commit. Rejects with InputError. */
export async function askRepo(repo: Repo, revision: string, options: FetchOptions): Promise<RepoInfo> {
  const url = `${apiOf(repo, options)}/revision/${encodeURIComponent(revision)}`;
  const { value } = await askJson(repo, url, options);
  const { sha, cardData, gated } = objectOf(value);
  const commit = commitOf(sha);
  if (commit === null) throw strange(url);
  return { commit, licence: licenceOf(objectOf(cardData)), gated: gated !== undefined && gated !== false };
}

/** Every file of a repository at a commit. Rejects with InputError. */
export async function askTree(repo: Repo, commit: string, options: FetchOptions): Promise<readonly TreeFile[]> {
  const files: TreeFile[] = [];
  let next: string | null = `${apiOf(repo, options)}/tree/${commit}?recursive=true`;
  while (next !== null) {
    const page: Page = await askJson(repo, next, options);
    if (!Array.isArray(page.value)) throw strange(next);
    for (const entry of page.value) {
      const file = fileIn(objectOf(entry), next);
      if (file) files.push(file);
    }
    next = page.next;
  }
  return files;
}

/** What has to be known to fetch a file of a tree: nobody need ask again. */
export function remoteOf(
  wanted: Wanted,
  { bytes, sha256, oid }: TreeFile,
  commit: string,
  options: FetchOptions,
): Remote {
  const url = addressOf(wanted, commit, options.places);
  // An empty file has to be made as well.
  return { url, bytes: bytes > 0 ? bytes : null, etag: sha256 ?? oid, revision: commit };
}

function apiOf({ kind, name }: Repo, { places }: FetchOptions): string {
  return `${places.endpoint}/api/${kind}s/${name}`;
}

interface Page {
  readonly value: unknown;
  readonly next: string | null;
}

async function askJson(repo: Repo, url: string, options: FetchOptions): Promise<Page> {
  const { places, advice, signal } = options;
  return trying(options, async () => {
    const response = await send({ method: "GET", url, signal }, places);
    if (mayPass(response.status)) throw new NetworkError(`${shownUrl(new URL(url))} answered ${response.status}`);
    if (response.status >= 400) throw refused(response, new URL(url), repo, places, advice);
    const text = await response.text().catch(() => {
      signal?.throwIfAborted();
      throw new NetworkError(`the answer of ${shownUrl(new URL(url))} broke off`);
    });
    return { value: jsonIn(text, url), next: nextIn(response.headers.get("link"), url) };
  });
}

/** `<address>; rel="next"`. A mirror may name the hub itself: what answered is asked again, and gets the token alone. */
function nextIn(link: string | null, url: string): string | null {
  const found = /<([^>]+)>\s*;\s*rel="next"/.exec(link ?? "")?.[1];
  if (found === undefined) return null;
  const { pathname, search } = new URL(found, url);
  const next = `${new URL(url).origin}${pathname}${search}`;
  if (next !== url) return next;
  throw strange(url);
}

function fileIn({ type, path: place, size, oid, lfs }: Loose, url: string): TreeFile | null {
  if (type !== "file") return null;
  const { oid: sha256, size: stored } = objectOf(lfs);
  const bytes = typeof stored === "number" ? stored : size;
  if (typeof place !== "string" || typeof bytes !== "number" || typeof oid !== "string") throw strange(url);
  if (!isInside(place))
    throw new InputError(
      `${shownUrl(new URL(url))} names the file ${JSON.stringify(place)}, which is no place inside a folder; nothing was fetched`,
      "environment",
    );
  return { path: place, bytes, sha256: typeof sha256 === "string" ? sha256 : null, oid };
}

/** Whether a path with forward slashes stays inside the folder that it is put into, on every system. */
export function isInside(place: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they end a path on some systems.
  if (/[\\\u0000-\u001f]/.test(place) || (process.platform === "win32" && place.includes(":"))) return false;
  return place.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

type Loose = Readonly<Record<string, unknown>>;

function objectOf(value: unknown): Loose {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function licenceOf({ license, license_name: name }: Loose): string | null {
  const first = Array.isArray(license) ? license[0] : license;
  if (typeof first !== "string" || first === "") return null;
  return first === "other" && typeof name === "string" && name !== "" ? name : first;
}

function jsonIn(text: string, url: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw strange(url);
  }
}

function strange(url: string): InputError {
  return new InputError(`${shownUrl(new URL(url))} does not answer as the hub does; check HF_ENDPOINT`, "environment");
}
