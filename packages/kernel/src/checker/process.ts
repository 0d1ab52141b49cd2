import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { API, compilerPath, type FileSystem } from "./typescript.ts";

const CONNECT_MS = 10_000;
const PAGE_BYTES = 4096;
/** Bytes; Linux takes 107. */
const LONGEST_ADDRESS = 103;

/**
 * Starts the compiler and kills it when its own input ends, which is when the owner is gone, by whatever signal: a
 * server that waits for an answer to a question of its own does not notice that by itself.
 */
const GUARD = `exec 3<&0; "$0" "$@" </dev/null >/dev/null 3<&- & pid=$!; echo $pid; { cat <&3 >/dev/null; kill -9 $pid; } >/dev/null & wait $pid`;

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
  readonly #pid: () => number | undefined;
  readonly #client: ClientInside;

  private constructor(
    child: ChildProcess,
    pid: () => number | undefined,
    api: API,
    client: ClientInside,
    exited: Promise<void>,
  ) {
    this.#child = child;
    this.#pid = pid;
    this.api = api;
    this.#client = client;
    this.exited = exited;
  }

  static async start(fs: FileSystem, memoryMb: number): Promise<CompilerProcess> {
    const pipe = pipeName();
    const callbacks = Object.keys(fs).join(",");
    const args = ["--api", "--async", "--cwd", "/", `--callbacks=${callbacks}`, `--pipe=${pipe}`];
    // Its heap is small: collecting it less often costs little memory and saves a fifth of its time.
    const env = { GOGC: "300", GOMEMLIMIT: `${memoryMb}MiB`, GOMAXPROCS: "2" };
    const child =
      process.platform === "win32"
        ? spawn(compilerPath(), args, { stdio: ["pipe", "pipe", "ignore"], env })
        : spawn("/bin/sh", ["-c", GUARD, compilerPath(), ...args], {
            stdio: ["pipe", "pipe", "ignore"],
            env: { ...env, PATH: "/usr/bin:/bin" },
          });
    let pid = child.pid;
    child.stdout.once("data", (line: Buffer) => {
      pid = Number.parseInt(line.toString(), 10);
    });
    const exited = new Promise<void>((resolve) => {
      child.once("exit", () => resolve());
      child.once("error", () => resolve());
    });
    const api = new API({ pipe } as never);
    const client = (api as unknown as { client: ClientInside }).client;
    await connect(client, pipe, exited);
    client.registerFSCallbacks(client.connection, fs);
    const kill = () => end(child, pid);
    process.once("exit", kill);
    void exited.then(() => process.off("exit", kill));
    // Connected: the name is no longer needed.
    if (process.platform !== "win32") rmSync(pipe, { force: true });
    return new CompilerProcess(child, () => pid, api, client, exited);
  }

  /** Resident memory in MB; null where the system does not tell. */
  memoryMb(): number | null {
    try {
      const pages = readFileSync(`/proc/${this.#pid()}/statm`, "utf8").split(" ")[1];
      return (Number(pages) * PAGE_BYTES) / 1024 / 1024;
    } catch {
      return null;
    }
  }

  /** Whether the process keeps the program alive. */
  hold(yes: boolean): void {
    const { stdin, stdout } = this.#child as unknown as Record<
      "stdin" | "stdout",
      { ref?(): void; unref?(): void } | null
    >;
    for (const handle of [this.#child, stdin, stdout, this.#client.socket]) {
      if (yes) handle?.ref?.();
      else handle?.unref?.();
    }
  }

  kill(): void {
    this.#client.socket?.destroy();
    end(this.#child, this.#pid());
  }
}

/** A name that nobody guesses. Addresses of sockets are short: a long TMPDIR is passed over. */
function pipeName(): string {
  const name = `spatialclaw-${randomBytes(8).toString("hex")}`;
  if (process.platform === "win32") return `\\\\.\\pipe\\${name}`;
  const place = path.join(tmpdir(), `${name}.sock`);
  return Buffer.byteLength(place) <= LONGEST_ADDRESS ? place : path.join("/tmp", `${name}.sock`);
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

function end(child: ChildProcess, pid: number | undefined): void {
  child.stdin?.destroy();
  try {
    if (pid !== undefined && pid !== child.pid) process.kill(pid, "SIGKILL");
  } catch {
    // Gone already.
  }
  child.kill("SIGKILL");
}
