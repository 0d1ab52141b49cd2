import { CHECK_DEADLINE_MS } from "../limits.ts";
import { CompilerProcess } from "./process.ts";
import type { FileSystem, Project, Snapshot } from "./typescript.ts";

/** Go's collector works harder above it. */
const MEMORY_TARGET_MB = 512;
/** Type bombs take gigabytes: beyond this the server is replaced. */
const MEMORY_LIMIT_MB = 1536;

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
  #compiler: CompilerProcess | null = null;
  #snapshot: Snapshot | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #users = 0;

  retain(): void {
    this.#users++;
    this.#compiler?.hold(true);
  }

  release(): void {
    this.#users--;
    this.#compiler?.hold(this.#users > 0);
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
  ask<T>(
    config: string,
    { changed, deleted }: { readonly changed: readonly string[]; readonly deleted: readonly string[] },
    question: (project: Project) => Promise<T>,
  ): Promise<T> {
    return this.#serially(async ({ api }) => {
      const isNew = !this.#projects.has(config);
      this.#projects.add(config);
      const snapshot = await api.updateSnapshot(
        isNew
          ? { openProjects: [config] }
          : { fileChanges: { changed: [...changed], created: [...changed], deleted: [...deleted] } },
      );
      await this.#keep(snapshot);
      const project = snapshot.getProject(config);
      if (!project) throw new CheckerDown(`the compiler does not know ${config}`);
      return question(project);
    });
  }

  close(config: string): Promise<void> {
    if (!this.#projects.has(config)) return Promise.resolve();
    return this.#serially(async ({ api }) => {
      if (!this.#projects.delete(config)) return;
      await this.#keep(await api.updateSnapshot({ closeProjects: [config] }));
    }).catch(() => undefined);
  }

  /**
   * The server keeps a snapshot's programs until it is told that nobody needs them. The one before goes only when the
   * next is there: syntax trees are read from it after the question, and its number must not come back meanwhile.
   */
  async #keep(snapshot: Snapshot): Promise<void> {
    const before = this.#snapshot;
    this.#snapshot = snapshot;
    await before?.dispose();
  }

  async #serially<T>(work: (compiler: CompilerProcess) => Promise<T>): Promise<T> {
    const turn = this.#queue.then(async () => this.#guarded(await this.#start(), work));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #start(): Promise<CompilerProcess> {
    if (this.#compiler) return this.#compiler;
    // A restarted server knows none of the open sessions: each opens itself again with its next question.
    this.#projects.clear();
    this.#snapshot = null;
    const compiler = await CompilerProcess.start(this.#fileSystem(), MEMORY_TARGET_MB);
    this.#compiler = compiler;
    void compiler.exited.then(() => {
      if (this.#compiler === compiler) this.#compiler = null;
    });
    compiler.hold(this.#users > 0);
    return compiler;
  }

  async #guarded<T>(compiler: CompilerProcess, work: (compiler: CompilerProcess) => Promise<T>): Promise<T> {
    const timers: NodeJS.Timeout[] = [];
    const trouble = new Promise<never>((_, reject) => {
      timers.push(setTimeout(() => reject(new CheckerDown("the type check took too long")), CHECK_DEADLINE_MS));
      timers.push(
        setInterval(() => {
          if ((compiler.memoryMb() ?? 0) > MEMORY_LIMIT_MB)
            reject(new CheckerDown("the type check needed too much memory"));
        }, 100),
      );
      void compiler.exited.then(() => reject(new CheckerDown("the type checker could not cope with it")));
    });
    try {
      return await Promise.race([work(compiler), trouble]);
    } catch (error) {
      if (error instanceof CheckerDown) {
        compiler.kill();
        if (this.#compiler === compiler) this.#compiler = null;
      }
      throw error;
    } finally {
      for (const timer of timers) clearTimeout(timer);
    }
  }

  #fileSystem(): FileSystem {
    return {
      readFile: (file) => this.#files.get(file) ?? (LIBRARY.test(file) ? undefined : null),
      fileExists: (file) => this.#files.has(file) || (LIBRARY.test(file) ? undefined : false),
      directoryExists: (dir) => this.#folders.has(dir === "/" ? dir : dir.replace(/\/$/, "")),
      getAccessibleEntries: () => ({ files: [], directories: [] }),
      realpath: (file) => file,
    };
  }
}

function parent(file: string): string {
  const at = file.lastIndexOf("/");
  return at <= 0 ? "/" : file.slice(0, at);
}

let shared: CheckerServer | null = null;

export function checkerServer(): CheckerServer {
  shared ??= new CheckerServer();
  return shared;
}
