import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface HubFile {
  readonly content: Uint8Array;
  /** Large files go by way of another host and are named by their SHA-256, others come at once, named as git does. */
  readonly large?: boolean;
}

export interface Seen {
  readonly host: "hub" | "cdn";
  readonly method: string;
  readonly path: string;
  readonly range: string | null;
  readonly hasToken: boolean;
}

export interface Faults {
  /** Downloads of more than so many bytes break off there, this many times, when the client has taken them in. */
  cut?: { after: number; times: number; until?: () => boolean };
  /** Requests are answered with this status, this many times. */
  busy?: { status: number; times: number };
  /** Downloads begin at the first byte, whatever was asked for. */
  noRanges?: boolean;
  /** What the large files really have. */
  otherContent?: Uint8Array;
}

export const COMMIT = "7".repeat(40);

/** Two servers on loopback: one speaks the hub's protocol, the other one is where it redirects for large files. */
export class Hub implements AsyncDisposable {
  readonly seen: Seen[] = [];
  readonly faults: Faults = {};
  /** Wanted for every repository; null: none. */
  token: string | null = null;
  /** What the cards of data sets say. */
  card: { license?: string; gated?: boolean | string } = {};
  /** So many files of a tree are told at once. */
  pageSize = 1000;
  /** A repository that has another name now. */
  moved: { from: string; to: string } | null = null;
  readonly #files: Readonly<Record<string, HubFile>>;
  readonly #hub: Server;
  readonly #cdn: Server;

  /**
   * @param files By path: `owner/name/file` of a model, `datasets/owner/name/file` of a data set, `plain/…` over plain
   * http.
   */
  static async start(files: Readonly<Record<string, HubFile>>): Promise<Hub> {
    const hub = new Hub(files);
    for (const server of [hub.#hub, hub.#cdn]) await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return hub;
  }

  private constructor(files: Readonly<Record<string, HubFile>>) {
    this.#files = files;
    this.#hub = createServer((request, response) => this.#answer("hub", request, response));
    this.#cdn = createServer((request, response) => this.#answer("cdn", request, response));
  }

  get url(): string {
    return address(this.#hub);
  }

  /** GET requests for a file's bytes. */
  get downloads(): readonly Seen[] {
    return this.seen.filter(
      ({ host, method, path }) => method === "GET" && (host === "cdn" || path.startsWith("/plain")),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const server of [this.#hub, this.#cdn]) {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
  }

  #answer(host: Seen["host"], request: IncomingMessage, response: ServerResponse): void {
    const { method = "", headers } = request;
    const { pathname, searchParams } = new URL(request.url ?? "", "http://x");
    const path = decodeURIComponent(pathname);
    const hasToken = headers.authorization !== undefined;
    this.seen.push({ host, method, path, range: headers.range ?? null, hasToken });
    if (this.faults.busy && this.faults.busy.times-- > 0) {
      response.writeHead(this.faults.busy.status).end();
      return;
    }
    if (host === "cdn" || path.startsWith("/plain/")) {
      this.#send(path, request, response);
      return;
    }
    if (this.moved && path.includes(`/${this.moved.from}/`)) {
      response.writeHead(307, { location: path.replace(this.moved.from, this.moved.to) }).end();
      return;
    }
    if (path.startsWith("/api/")) {
      this.#tell(path, Number(searchParams.get("cursor") ?? 0), response);
      return;
    }
    const [, repo = "", revision, place] = /^\/((?:datasets\/)?[^/]+\/[^/]+)\/resolve\/([^/]+)\/(.+)$/.exec(path) ?? [];
    if (this.token !== null && headers.authorization !== `Bearer ${this.token}`) {
      const code = hasToken ? 403 : 401;
      response.writeHead(code, { "x-error-code": "GatedRepo" }).end("restricted");
      return;
    }
    const file = this.#files[`${repo}/${place}`];
    if (!file) {
      response.writeHead(404, { "x-error-code": "EntryNotFound" }).end();
      return;
    }
    if (revision !== "main" && revision !== COMMIT) {
      response.writeHead(404, { "x-error-code": "RevisionNotFound" }).end();
      return;
    }
    const commit = { "x-repo-commit": COMMIT };
    if (!file.large) {
      response.setHeaders(new Map(Object.entries({ ...commit, etag: `"${gitHash(file.content)}"` })));
      this.#send(`/${repo}/${place}`, request, response);
      return;
    }
    const linked = { "x-linked-etag": `"${sha256(file.content)}"`, "x-linked-size": String(file.content.length) };
    const location = `${address(this.#cdn)}/${repo}/${place}?signature=secret`;
    response.writeHead(302, { ...commit, ...linked, location }).end();
  }

  /** The tree of a data set, a page at a time, and what its card says. */
  #tell(path: string, cursor: number, response: ServerResponse): void {
    const [, repo = "", what, revision] =
      /^\/api\/(datasets\/[^/]+\/[^/]+)\/(revision|tree)\/([^/]+)$/.exec(path) ?? [];
    const files = Object.entries(this.#files).filter(([name]) => name.startsWith(`${repo}/`));
    if (files.length === 0 || (revision !== "main" && revision !== COMMIT)) {
      const [status, code] = files.length === 0 ? [401, "RepoNotFound"] : [404, "RevisionNotFound"];
      response.writeHead(status, { "x-error-code": code }).end();
      return;
    }
    if (what === "revision") {
      const { license, gated = false } = this.card;
      response.end(JSON.stringify({ sha: COMMIT, gated, cardData: { license } }));
      return;
    }
    const page = files.slice(cursor, cursor + this.pageSize).map(([name, { content, large }]) => ({
      type: "file",
      path: name.slice(repo.length + 1),
      oid: gitHash(content),
      size: content.length,
      ...(large ? { lfs: { oid: sha256(content), size: content.length, pointerSize: 130 } } : {}),
    }));
    const next = cursor + this.pageSize;
    if (next < files.length)
      response.setHeader("link", `<https://huggingface.co${path}?recursive=true&cursor=${next}>; rel="next"`);
    response.end(JSON.stringify([{ type: "directory", path: "folder", oid: "0", size: 0 }, ...page]));
  }

  #send(path: string, { method, headers }: IncomingMessage, response: ServerResponse): void {
    const file = this.#files[path.slice(1)];
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    const content = (file.large && this.faults.otherContent) || file.content;
    if (path.startsWith("/plain/")) response.setHeader("etag", `"${sha256(content).slice(0, 10)}"`);
    const start = this.faults.noRanges ? 0 : Number(/^bytes=(\d+)-$/.exec(headers.range ?? "")?.[1] ?? 0);
    if (start >= content.length) {
      response.writeHead(416).end();
      return;
    }
    const rest = content.subarray(start);
    response.setHeader("content-length", rest.length);
    if (start > 0) response.setHeader("content-range", `bytes ${start}-${content.length - 1}/${content.length}`);
    response.writeHead(start > 0 ? 206 : 200);
    const { cut } = this.faults;
    if (method === "HEAD") response.end();
    else if (cut && cut.after < rest.length && cut.times-- > 0)
      cutOff(response, rest.subarray(0, cut.after), cut.until ?? (() => true));
    else response.end(rest);
  }
}

/** The connection is over before the promised length. A client loses what it has not read by then. */
function cutOff(response: ServerResponse, part: Uint8Array, until: () => boolean): void {
  const end = () => (until() ? response.socket?.end() : setTimeout(end, 10));
  response.write(part, end);
}

function gitHash(content: Uint8Array): string {
  return createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
}

export function sha256(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

function address(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
