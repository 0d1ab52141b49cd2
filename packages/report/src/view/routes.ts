import { lstat, readFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { PICTURE_FOLDER, readTrace, TRACE_FILE } from "@spatialclaw/agent";
import { asset, styles } from "../asset.ts";
import { fullPage } from "../full.ts";
import { isPictureName } from "../pictures.ts";
import { besideReport } from "../write.ts";
import { comparePage } from "./compare-page.ts";
import { listPage, listPart } from "./list-page.ts";
import { readQuery } from "./query.ts";
import { messagePage } from "./shell.ts";
import type { Entry } from "./types.ts";
import type { ViewIndex } from "./view-index.ts";

export interface Reply {
  readonly status: number;
  readonly body: string | Uint8Array;
  /** Default: HTML. */
  readonly type?: string;
  /** A page with a policy of its own, for the script inside it. */
  readonly hasOwnPolicy?: boolean;
  /** The page changes while it is looked at. */
  readonly isLive?: boolean;
}

const NOT_FOUND: Reply = {
  status: 404,
  body: messagePage("Not found", "There is no such page; perhaps its run was moved."),
};
const FILES: Readonly<Record<string, { readonly type: string; readonly text: () => string }>> = {
  "/view.css": { type: "text/css", text: () => styles("view/view.css") },
  "/view.js": { type: "text/javascript", text: () => asset("view/view.js") },
};
const PICTURES: Readonly<Record<string, string>> = { png: "image/png", jpg: "image/jpeg", webp: "image/webp" };

export async function route(url: URL, index: ViewIndex): Promise<Reply> {
  const { pathname, searchParams } = url;
  const file = FILES[pathname];
  if (file) return { status: 200, type: file.type, body: file.text() };
  const [, first, id, ...rest] = pathname.split("/");
  if (first === "run" && id !== undefined) return runRoute(decoded(id), rest, index);
  await index.refresh();
  if (pathname === "/compare") {
    const [a, b] = [searchParams.get("a") ?? "", searchParams.get("b") ?? ""];
    return { status: 200, body: comparePage(index.entries, a, b) };
  }
  if (pathname === "/version") return { status: 200, type: "text/plain", body: String(index.version) };
  if (pathname !== "/" && pathname !== "/list") return NOT_FOUND;
  const { root, entries, problems, version } = index;
  const options = { root, entries, problems, version, query: readQuery(searchParams) };
  return { status: 200, body: pathname === "/" ? listPage(options) : listPart(options).text };
}

/** Only what the index lists can be named: no address leads to another file. */
async function runRoute(id: string | null, rest: readonly string[], index: ViewIndex): Promise<Reply> {
  if (index.entries.length === 0) await index.refresh();
  const entry = id === null ? null : index.find(id);
  if (!entry || entry.trace === null) return NOT_FOUND;
  const folder = join(index.root, entry.trace);
  if (rest.length === 1 && rest[0] === "") return tracePage(folder, entry);
  const [pictures, file = ""] = rest;
  return rest.length === 2 && pictures === PICTURE_FOLDER
    ? picture(join(folder, PICTURE_FOLDER), decoded(file))
    : NOT_FOUND;
}

async function tracePage(folder: string, { isRight, truth, run }: Entry): Promise<Reply> {
  try {
    const lines = await readTrace(join(folder, TRACE_FILE));
    const known = truth === null ? null : { answer: truth, isRight };
    const back = run === null ? "/" : `/?run=${encodeURIComponent(run)}`;
    const body = await fullPage(folder, lines, { picture: besideReport, truth: known, back });
    return { status: 200, body, hasOwnPolicy: true, isLive: !lines.some(({ type }) => type === "run.end") };
  } catch (error) {
    return {
      status: 200,
      body: messagePage("This trace cannot be shown", error instanceof Error ? error.message : String(error)),
    };
  }
}

/** A file of the run itself: no link to somewhere else. */
async function picture(folder: string, file: string | null): Promise<Reply> {
  const type = PICTURES[file?.slice(file.lastIndexOf(".") + 1) ?? ""];
  if (file === null || type === undefined || !isPictureName(file)) return NOT_FOUND;
  const path = join(folder, file);
  const isFile = (await lstat(path).catch(() => null))?.isFile() && (await lstat(folder)).isDirectory();
  return isFile ? { status: 200, type, body: await readFile(path) } : NOT_FOUND;
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

export function respond(response: ServerResponse, reply: Reply, headOnly: boolean): void {
  const { status, body, type = "text/html", hasOwnPolicy = false, isLive = false } = reply;
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  response.writeHead(status, {
    "Content-Type": type.startsWith("image/") ? type : `${type}; charset=utf-8`,
    "Content-Length": bytes.length,
    "Content-Security-Policy": hasOwnPolicy ? "frame-ancestors 'none'" : POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    ...(isLive ? { Refresh: "5" } : {}),
  });
  response.end(headOnly ? undefined : bytes);
}
