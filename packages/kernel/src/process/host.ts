import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { START_DEADLINE_MS } from "../limits.ts";
import type { Json, KernelLimits } from "../types.ts";
import { PageFiles } from "./page-files.ts";
import type {
  AskKind,
  FromChild,
  Guest,
  Outcome,
  Reply,
  ReplyToChild,
  RunRequest,
  ToChild,
  Variable,
} from "./protocol.ts";

/** Why a kernel process is gone. */
export class KernelDied extends Error {
  readonly reason: "memory" | "spoilt" | "killed" | "crashed" | "closed";
  constructor(reason: KernelDied["reason"], detail: string) {
    super(detail);
    this.reason = reason;
  }
}

export interface ProcessOptions {
  readonly guest: string;
  readonly init: Json;
  readonly limits: KernelLimits;
  readonly seed: number;
}

/**
 * What V8 made of guests, by their text: the second process need not compile it again. V8 trusts such data, so it is
 * taken from processes only in which no cell has run.
 */
const compiledGuests = new Map<string, Uint8Array>();
const MOST_COMPILED = 4;

/** An isolate that is not gone by then is stuck. */
const END_DEADLINE_MS = 2000;

/** Answers what a cell asks of the host. Never rejects. */
export type Answerer = (kind: AskKind, name: string, json: string) => Promise<Reply>;

const require = createRequire(import.meta.url);
const CHILD = fileURLToPath(new URL("./child.cjs", import.meta.url));

/** Directories the process may read: its own code and isolated-vm's, and the pages that it is given. */
function readable(pages: string): string[] {
  const addon = path.dirname(require.resolve("isolated-vm/package.json"));
  const loader = path.dirname(createRequire(path.join(addon, "package.json")).resolve("node-gyp-build/package.json"));
  return [path.dirname(CHILD), addon, loader, "/etc/alpine-release", pages];
}

/** One kernel process: spawn, one run at a time, kill. */
export class KernelProcess {
  readonly #child: ChildProcess;
  readonly #gone: Promise<never>;
  readonly #pages = new PageFiles();
  #stderr = "";
  #reason: KernelDied["reason"] | null = null;
  #answer: Answerer | null = null;
  #resolveNext: ((message: FromChild) => void) | null = null;
  #hasRun = false;
  /** What the process has made an isolate for, until the session ends. */
  #prepared: { readonly guest: string; readonly memoryMb: number } | null = null;

  private constructor() {
    this.#child = spawn(
      process.execPath,
      [
        "--permission",
        "--allow-addons",
        ...readable(this.#pages.folder).map((dir) => `--allow-fs-read=${dir}`),
        "--disable-warning=PERM0001",
        "--no-node-snapshot",
        // Until a cell proves to be a long one: see child.cjs.
        "--battery-saver-mode",
        CHILD,
        this.#pages.folder,
      ],
      // Nothing inherited: no environment, no stdin, and stdout is not a protocol (V8 prints warnings there).
      { stdio: ["ignore", "ignore", "pipe", "ipc"], serialization: "advanced", env: {} },
    );
    this.#child.stderr?.on("data", (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString("utf8")).slice(-2000);
    });
    this.#gone = new Promise((_, reject) => {
      const died = (detail: string) => reject(new KernelDied(this.#reason ?? "crashed", detail));
      this.#child.once("error", (error) => died(`the kernel process cannot start: ${error.message}`));
      this.#child.once("exit", (code, signal) =>
        died(`the kernel process ended (${signal ?? `code ${code}`})${this.#tail()}`),
      );
    });
    this.#gone.catch(() => undefined).finally(() => this.#pages.remove());
    this.#child.on("message", (message: FromChild) => this.#receive(message));
  }

  /** Boots a process without a session in it; it does not keep the program alive until `open`. */
  static spawn(): KernelProcess {
    const kernel = new KernelProcess();
    kernel.#hold(false);
    return kernel;
  }

  /** Lets a waiting process make the isolate and compile the guest that its session will most likely want. */
  prepare(guest: string, memoryMb: number): this {
    this.#prepared = { guest, memoryMb };
    this.#send({ type: "prepare", guest: guestOf(guest), memoryMb });
    return this;
  }

  /** Makes the isolate and runs the guest in it. */
  async open(options: ProcessOptions): Promise<KernelProcess> {
    this.#hold(true);
    const deadline = setTimeout(() => this.kill("crashed"), START_DEADLINE_MS);
    try {
      const { guest, memoryMb } = this.#prepared ?? {};
      const isPrepared = guest === options.guest && memoryMb === options.limits.memoryMb;
      await this.#exchange({ type: "init", ...options, guest: isPrepared ? null : guestOf(options.guest) }, "ready");
      return this;
    } finally {
      clearTimeout(deadline);
    }
  }

  get alive(): boolean {
    return this.#child.connected;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Rejects with KernelDied when the process goes away meanwhile. */
  async run(request: RunRequest, answer: Answerer): Promise<Outcome> {
    this.#answer = answer;
    this.#hasRun = true;
    try {
      const message = await this.#exchange({ type: "run", ...request }, "done");
      return message.outcome;
    } finally {
      this.#answer = null;
    }
  }

  async variables(): Promise<readonly Variable[]> {
    return (await this.#exchange({ type: "variables" }, "variables")).list;
  }

  /** Ends the session; the process may open another one. false: it is of no more use, and ends too. */
  async end(): Promise<boolean> {
    const deadline = setTimeout(() => this.kill("closed"), END_DEADLINE_MS);
    try {
      await this.#exchange({ type: "end" }, "ended");
      this.#prepared = null;
      this.#pages.clear();
      this.#hold(false);
      return true;
    } catch (error) {
      if (!(error instanceof KernelDied)) throw error;
      await this.close();
      return false;
    } finally {
      clearTimeout(deadline);
    }
  }

  kill(reason: KernelDied["reason"]): void {
    this.#reason ??= reason;
    this.#child.kill("SIGKILL");
  }

  async close(): Promise<void> {
    this.kill("closed");
    await this.#gone.catch(() => undefined);
  }

  async #exchange<T extends FromChild["type"]>(message: ToChild, wanted: T): Promise<Extract<FromChild, { type: T }>> {
    const next = new Promise<FromChild>((resolve) => {
      this.#resolveNext = resolve;
    });
    this.#send(message);
    const received = await Promise.race([next, this.#gone]);
    if (received.type !== wanted)
      throw new KernelDied("crashed", `the kernel process said ${received.type} instead of ${wanted}`);
    return received as Extract<FromChild, { type: T }>;
  }

  #receive(message: FromChild): void {
    if (message.type === "dying") {
      this.kill(message.reason);
    } else if (message.type === "compiled") {
      if (!this.#hasRun) keepCompiled(message.text, message.compiled);
    } else if (message.type === "ask") {
      const { id, kind, name } = message;
      void this.#answer?.(kind, name, message.json).then((reply) =>
        this.#send({ type: "reply", id, reply: this.#byFile(name, reply) }),
      );
    } else {
      this.#resolveNext?.(message);
      this.#resolveNext = null;
    }
  }

  /** Bulk arrays do not travel in messages: the channel would copy them piece by piece. */
  #byFile(id: string, reply: Reply): ReplyToChild {
    if (!("bytes" in reply)) return reply;
    const file = this.#pages.put(id, reply.bytes);
    return file === null ? reply : { ok: true, file, next: reply.next ?? null };
  }

  #send(message: ToChild): void {
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  #hold(yes: boolean): void {
    const { channel, stderr } = this.#child;
    for (const handle of [this.#child, channel, stderr] as ({ ref?(): void; unref?(): void } | null | undefined)[]) {
      if (yes) handle?.ref?.();
      else handle?.unref?.();
    }
  }

  #tail(): string {
    const line = this.#stderr.trim().split("\n").at(-1);
    return line ? `: ${line}` : "";
  }
}

function guestOf(text: string): Guest {
  return { text, compiled: compiledGuests.get(text) ?? null };
}

function keepCompiled(text: string, compiled: Uint8Array): void {
  if (compiledGuests.size >= MOST_COMPILED) compiledGuests.clear();
  compiledGuests.set(text, compiled);
}
