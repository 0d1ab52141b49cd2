import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { InputError } from "@spatialclaw/media";
import { type Reply, respond, route } from "./routes.ts";
import { messagePage } from "./shell.ts";
import type { LoadBench } from "./types.ts";
import { ViewIndex } from "./view-index.ts";

export interface ViewOptions {
  readonly folder: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly loadBench: LoadBench;
}

export interface RunningView {
  readonly url: string;
  close(): Promise<void>;
}

const HOST = "127.0.0.1";

/**
 * Serves a folder of traces and bench runs to this machine alone. Rejects with InputError when the port is taken.
 * Reads only what it listed, and writes nothing.
 */
export async function startView({ folder, port, loadBench }: ViewOptions): Promise<RunningView> {
  const index = new ViewIndex(folder, loadBench);
  const server = createServer((request, response) => {
    answer(request, index, server)
      .catch((error: unknown): Reply => ({ status: 500, body: messagePage("Something failed", String(error)) }))
      .then((reply) => respond(response, reply, request.method === "HEAD"));
  });
  await listening(server, port);
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${HOST}:${bound}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, index: ViewIndex, server: Server): Promise<Reply> {
  const { port } = server.address() as AddressInfo;
  // A page from elsewhere whose name was pointed at this machine would send its own name.
  if (!isOwnName(request.headers.host, port))
    return { status: 421, body: messagePage("Not this address", `Open http://${HOST}:${port}/ instead.`) };
  if (request.method !== "GET" && request.method !== "HEAD")
    return { status: 405, body: messagePage("Nothing can be changed here", "This server only shows runs.") };
  // Joined, not resolved: "//x" is a path here, no other host.
  const { url = "/" } = request;
  return route(new URL(`http://${HOST}:${port}${url.startsWith("/") ? url : "/"}`), index);
}

function isOwnName(host: string | undefined, port: number): boolean {
  return [`${HOST}:${port}`, `localhost:${port}`, ...(port === 80 ? [HOST, "localhost"] : [])].includes(host ?? "");
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      const reason = taken
        ? `port ${port} is in use, perhaps by another spatialclaw view; choose another with --port, or any free one with --port 0`
        : `cannot listen on port ${port}: ${error.message}; choose another with --port`;
      reject(new InputError(reason, "environment"));
    });
    server.listen(port, HOST, resolve);
  });
}
