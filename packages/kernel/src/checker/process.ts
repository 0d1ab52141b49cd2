import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { API, compilerPath, type FileSystem } from "./typescript.ts";

const CONNECT_MS = 10_000;
const PAGE_BYTES = 4096;

/** Parts of the client that its types keep private; without them its file system cannot be ours over a pipe. */
interface ClientInside {
  readonly socket?: { ref(): unknown; unref(): unknown; destroy(): unknown };
  readonly connection?: unknown;
  connect(): Promise<void>;
  registerFSCallbacks(connection: unknown, fs: FileSystem): void;
}

/**
 * The compiler's server as a process of our own: nothing it writes reaches the user's terminal, its environment is
 * empty but for a memory target, and it can be killed.
 */
export class CompilerProcess {
  readonly api: API;
  /** Settles when the process is gone. */
  readonly exited: Promise<void>;
  readonly #child: ChildProcess;
  readonly #client: ClientInside;

  private constructor(child: ChildProcess, api: API, client: ClientInside, exited: Promise<void>) {
    this.#child = child;
    this.api = api;
    this.#client = client;
    this.exited = exited;
  }

  static async start(fs: FileSystem, memoryMb: number): Promise<CompilerProcess> {
    const name = `spatialclaw-tsc-${randomUUID()}`;
    const pipe = process.platform === "win32" ? `\\\\.\\pipe\\${name}` : path.join(tmpdir(), `${name}.sock`);
    const callbacks = Object.keys(fs).join(",");
    const child = spawn(
      compilerPath(),
      ["--api", "--async", "--cwd", "/", `--callbacks=${callbacks}`, `--pipe=${pipe}`],
      {
        stdio: "ignore",
        env: { GOMEMLIMIT: `${memoryMb}MiB`, GOMAXPROCS: "2" },
      },
    );
    const exited = new Promise<void>((resolve) => {
      child.once("exit", () => resolve());
      child.once("error", () => resolve());
    });
    const api = new API({ pipe } as never);
    const client = (api as unknown as { client: ClientInside }).client;
    await connect(client, pipe, exited);
    client.registerFSCallbacks(client.connection, fs);
    const kill = () => child.kill("SIGKILL");
    process.once("exit", kill);
    void exited.then(() => process.off("exit", kill));
    // Connected: the name is no longer needed.
    if (process.platform !== "win32") rmSync(pipe, { force: true });
    return new CompilerProcess(child, api, client, exited);
  }

  /** Resident memory in MB; null where the system does not tell. */
  memoryMb(): number | null {
    try {
      const pages = readFileSync(`/proc/${this.#child.pid}/statm`, "utf8").split(" ")[1];
      return (Number(pages) * PAGE_BYTES) / 1024 / 1024;
    } catch {
      return null;
    }
  }

  /** Whether the process keeps the program alive. */
  hold(yes: boolean): void {
    if (yes) {
      this.#child.ref();
      this.#client.socket?.ref();
    } else {
      this.#child.unref();
      this.#client.socket?.unref();
    }
  }

  kill(): void {
    this.#client.socket?.destroy();
    this.#child.kill("SIGKILL");
  }
}

/** The server needs a moment before its pipe can be connected to; it takes one connection only, so none is spent on a probe. */
async function connect(client: ClientInside, pipe: string, exited: Promise<void>): Promise<void> {
  const until = performance.now() + CONNECT_MS;
  let gone = false;
  void exited.then(() => {
    gone = true;
  });
  for (;;) {
    try {
      if (existsSync(pipe)) return await client.connect();
    } catch (error) {
      if (performance.now() > until) throw error;
    }
    if (gone) throw new Error("the type checker's process ended at its start");
    if (performance.now() > until) throw new Error(`the type checker did not listen within ${CONNECT_MS / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
