import type { ChildProcess } from "node:child_process";
import { CHECK_DEADLINE_MS } from "../limits.ts";
import { API, type Project } from "./typescript.ts";

/** The compiler's server died or did not answer in time; the next call starts a new one. */
export class CheckerDown extends Error {}

const LIBRARY = /[\\/]@typescript[\\/][^\\/]+[\\/]lib[\\/]lib\.[\w.]+\.d\.ts$/;

/**
 * One native compiler for all sessions. Its files are ours: it reads nothing of the host's disk but its own
 * libraries. Hostile source can bring it down, so every question has a deadline and its exit is watched.
 */
class CheckerServer {
  readonly #files = new Map<string, string>();
  readonly #folders = new Map<string, number>();
  readonly #projects = new Set<string>();
  #api: API | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #users = 0;

  retain(): void {
    this.#users++;
    this.#hold();
  }

  release(): void {
    this.#users--;
    this.#hold();
  }

  write(path: string, text: string): void {
    if (!this.#files.has(path)) {
      for (let dir = parent(path); ; dir = parent(dir)) {
        this.#folders.set(dir, (this.#folders.get(dir) ?? 0) + 1);
        if (dir === "/") break;
      }
    }
    this.#files.set(path, text);
  }

  remove(path: string): void {
    if (!this.#files.delete(path)) return;
    for (let dir = parent(path); ; dir = parent(dir)) {
      const left = (this.#folders.get(dir) ?? 1) - 1;
      if (left > 0) this.#folders.set(dir, left);
      else this.#folders.delete(dir);
      if (dir === "/") break;
    }
  }

  /** Opens a project or shows the server what changed in it, then asks. One question at a time. */
  ask<T>(config: string, changed: readonly string[], question: (project: Project) => Promise<T>): Promise<T> {
    return this.#serially(async () => {
      const fresh = this.#api === null;
      const api = this.#start();
      // A restarted server knows none of the open sessions.
      if (fresh) this.#projects.clear();
      const isNew = !this.#projects.has(config);
      this.#projects.add(config);
      const snapshot = await api.updateSnapshot(
        isNew ? { openProjects: [config] } : { fileChanges: { changed: [...changed], created: [...changed] } },
      );
      const project = snapshot.getProject(config);
      if (!project) throw new CheckerDown(`the compiler does not know ${config}`);
      return question(project);
    });
  }

  close(config: string): Promise<void> {
    return this.#serially(async () => {
      if (this.#api && this.#projects.delete(config)) await this.#api.updateSnapshot({ closeProjects: [config] });
    }).catch(() => undefined);
  }

  #start(): API {
    if (this.#api) return this.#api;
    const api = new API({
      cwd: "/",
      fs: {
        readFile: (file) => this.#files.get(file) ?? (LIBRARY.test(file) ? undefined : null),
        fileExists: (file) => this.#files.has(file) || (LIBRARY.test(file) ? undefined : false),
        directoryExists: (dir) => this.#folders.has(dir === "/" ? dir : dir.replace(/\/$/, "")),
        getAccessibleEntries: () => ({ files: [], directories: [] }),
        realpath: (path) => path,
      },
    });
    this.#api = api;
    return api;
  }

  async #serially<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(() => this.#guarded(work));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #guarded<T>(work: () => Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    let stopWatching = () => {};
    const trouble = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new CheckerDown("the type check took too long")), CHECK_DEADLINE_MS);
      // The process exists only after the first request; watch it as soon as it does.
      const watch = setInterval(() => {
        const process = this.#process();
        if (!process) return;
        clearInterval(watch);
        this.#hold();
        const died = () => reject(new CheckerDown("the type checker stopped"));
        process.once("exit", died);
        stopWatching = () => process.off("exit", died);
      }, 5);
      stopWatching = () => clearInterval(watch);
    });
    try {
      return await Promise.race([work(), trouble]);
    } catch (error) {
      if (error instanceof CheckerDown) this.#discard();
      throw error;
    } finally {
      clearTimeout(timer);
      stopWatching();
    }
  }

  #discard(): void {
    const process = this.#process();
    this.#api = null;
    process?.kill("SIGKILL");
  }

  #process(): ChildProcess | undefined {
    // The client keeps its child to itself; without it there is no way to notice that it died.
    const client = (this.#api as unknown as { client?: { process?: ChildProcess } } | null)?.client;
    return client?.process;
  }

  /** The server must not keep the program alive once no session uses it. */
  #hold(): void {
    const child = this.#process();
    if (!child) return;
    const pipes = [child.stdin, child.stdout] as unknown as { ref?(): void; unref?(): void }[];
    for (const handle of [child, ...pipes]) {
      if (this.#users > 0) handle.ref?.();
      else handle.unref?.();
    }
  }
}

function parent(path: string): string {
  const at = path.lastIndexOf("/");
  return at <= 0 ? "/" : path.slice(0, at);
}

let shared: CheckerServer | null = null;

export function checkerServer(): CheckerServer {
  shared ??= new CheckerServer();
  return shared;
}
