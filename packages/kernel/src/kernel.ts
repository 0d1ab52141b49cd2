import { type CallLog, liveCalls } from "./calls.ts";
import { CheckerDown } from "./checker/server.ts";
import { CellChecker, type Checked } from "./checker/session.ts";
import { bypassedLines } from "./compile/bypassed.ts";
import { type CompiledCell, compileCell } from "./compile/compile.ts";
import { refuse, refuseReferences } from "./compile/refuse.ts";
import { angleRemainders } from "./compile/remainders.ts";
import { scanCell } from "./compile/scan.ts";
import { positionAt } from "./excerpt.ts";
import { joined, wayOut } from "./hints.ts";
import { DEFAULT_LIMITS } from "./limits.ts";
import { warmPool } from "./pool/warm.ts";
import { KernelDied, type KernelProcess, type ProcessOptions } from "./process/host.ts";
import type { Outcome, RunRequest } from "./process/protocol.ts";
import { FULL, type RanCell, recover } from "./replay.ts";
import { findingsError, notRun, plainError, ranResult, refusalError, runError } from "./results.ts";
import type { CellError, CellResult, Hint, Kernel, KernelLimits, KernelOptions, VariableSummary } from "./types.ts";

/** Between the order to stop and SIGKILL. */
const GRACE_MS = 1000;

/**
 * Starts the process and the type checker of one session. Rejects when the kernel process cannot start, or with the
 * signal's reason while it has not begun to.
 */
export async function createKernel(options: KernelOptions): Promise<Kernel> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const start: ProcessOptions = { guest: options.guest, init: options.init ?? null, limits, seed: 20260613 };
  // The process takes longest to boot; meanwhile the compiler reads its libraries.
  const opening = warmPool.openProcess(start, options);
  const checker = options.check === false ? new CellChecker({}, false).hold() : warmPool.takeChecker(options.api);
  try {
    return new Session(options, limits, start, await opening, checker);
  } catch (error) {
    await warmPool.closeChecker(checker, false);
    throw error;
  }
}

interface Prepared {
  readonly checked: Checked;
  readonly compiled: CompiledCell;
  readonly bypassed: readonly number[];
  /** What is allowed but seldom meant. */
  readonly notes: readonly string[];
}

/** parse -> refuse -> check -> compile -> run -> summarise, one cell after another. */
class Session implements Kernel {
  readonly #options: KernelOptions;
  readonly #limits: KernelLimits;
  readonly #start: ProcessOptions;
  readonly #reserved: ReadonlySet<string>;
  readonly #checker: CellChecker;
  readonly #history: RanCell[] = [];
  #process: KernelProcess | null;
  #names: readonly string[] = [];
  #cells = 0;
  #queue: Promise<unknown> = Promise.resolve();
  /** Cells and questions that are not done yet. */
  #open = 0;
  #closed = false;
  /** Nothing was cut off in its process. */
  #isSound = true;

  constructor(
    options: KernelOptions,
    limits: KernelLimits,
    start: ProcessOptions,
    process: KernelProcess,
    checker: CellChecker,
  ) {
    this.#options = options;
    this.#limits = limits;
    this.#start = start;
    this.#process = process;
    this.#reserved = new Set(options.reserved);
    this.#checker = checker;
  }

  /** For tests that kill it. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  run(cell: string, options: { signal?: AbortSignal } = {}): Promise<CellResult> {
    // Unpaired surrogates cannot travel to the compiler.
    const text = cell
      .replace(/^\uFEFF/, "")
      .replace(/\r\n?/g, "\n")
      .toWellFormed();
    return this.#inTurn(() => this.#runOne(text, options.signal));
  }

  variables(): Promise<readonly VariableSummary[]> {
    return this.#inTurn(async () => (this.#closed ? [] : ((await this.#process?.variables().catch(() => [])) ?? [])));
  }

  complete(cell: string, offset: number): Promise<readonly string[]> {
    const bare = () => [...this.#checker.names, ...this.#reserved];
    // Where no member is wanted, the compiler would also offer imports, which a cell cannot have, and declines.
    return this.#inTurn(async () => (this.#closed ? [] : this.#checker.complete(cell, offset).catch(bare)));
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const kernel = this.#process;
    // What is still at work could leave something to the next session.
    const isQuiet = this.#open === 0;
    const ended = kernel && warmPool.closeProcess(kernel, this.#isSound && isQuiet);
    await Promise.all([ended, warmPool.closeChecker(this.#checker, isQuiet)]);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    this.#open++;
    const turn = this.#queue.then(work).finally(() => this.#open--);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #runOne(cell: string, signal: AbortSignal | undefined): Promise<CellResult> {
    const number = ++this.#cells;
    const started = performance.now();
    const elapsed = () => performance.now() - started;
    if (this.#closed) return notRun(number, plainError("crashed", "the session is closed"), 0);
    if (signal?.aborted) return notRun(number, plainError("aborted", "stopped before the cell ran"), 0);
    try {
      const prepared = await this.#prepare(cell);
      if ("error" in prepared) return notRun(number, prepared.error, elapsed());
      const { checked, compiled, bypassed, notes } = prepared;
      const request: RunRequest = {
        filename: `cell_${number}.ts`,
        hoist: compiled.hoist,
        body: compiled.body,
        declared: checked.declared.map(({ name, kind }) => ({ name, kind })),
        now: Date.now(),
      };
      const log = liveCalls(this.#options.tools, this.#limits);
      const { outcome, died } = await this.#execute(request, log, signal);
      if (!outcome) {
        const restarted = await this.#restart(died.reason);
        return { ...notRun(number, died.error, elapsed()), ran: true, hostCalls: log.timings, restarted };
      }
      const aborted = signal?.aborted === true;
      // A cell that was cut off would not end at the same place again.
      if (!aborted && outcome.status !== "timeout") this.#history.push({ request, calls: log.calls });
      this.#names = outcome.names;
      this.#checker.commit(number, checked, new Set(outcome.names));
      // Stopped on its way to fill the heap: what it left would kill the next cell.
      const full = outcome.status === "timeout" && outcome.heapMb > this.#limits.memoryMb * FULL;
      const known = {
        error: aborted
          ? plainError("aborted", "the cell was stopped")
          : runError(outcome, compiled, cell, this.#limits, this.#hints),
        bypassed,
        restarted: full ? await this.#restart("the cell had almost filled the memory when it was stopped") : null,
        hostCalls: log.timings,
        wallMs: elapsed(),
      };
      return ranResult(number, outcome, known, notes);
    } catch (error) {
      return notRun(number, failure(error), elapsed());
    }
  }

  async #prepare(cell: string): Promise<Prepared | { error: CellError }> {
    const scanned = scanCell(cell);
    if (scanned) return { error: plainError("refused", scanned) };
    const reference = refuseReferences(cell);
    if (reference) return { error: refusalError(reference, cell, 0, this.#hints) };
    const checked = await this.#checker.check(cell);
    const refusal = refuse(checked.file, this.#reserved, checked.offset, this.#options.check !== false);
    if (refusal) return { error: refusalError(refusal, cell, checked.offset, this.#hints) };
    const { syntax, types } = checked;
    if (syntax.length > 0) return { error: findingsError("syntax", syntax, checked, cell, this.#hints) };
    if (types.length > 0)
      return { error: findingsError("type", types, checked, cell, [...this.#hints, this.#nameHint()]) };
    // Both before the run: the syntax tree may be gone once another session has asked the compiler.
    return {
      checked,
      compiled: compileCell(checked.file, checked.text, checked.offset),
      bypassed: bypassedLines(checked.file, cell, checked.offset),
      notes: angleRemainders(checked.file, checked.offset).map((at) => {
        const { line } = positionAt(cell, at - checked.offset);
        const message = "`%` keeps the sign of its left side, -73 % 360 is -73";
        return `line ${line}: ${joined([message, wayOut(this.#hints, { code: null, message, line }, cell)])}`;
      }),
    };
  }

  get #hints(): readonly Hint[] {
    return this.#options.hints ?? [];
  }

  /** An unknown name is most often one of an earlier cell, misspelt or lost: say which there are. */
  #nameHint(): Hint {
    const names = this.#checker.names;
    const hint =
      names.length > 0 ? `names of earlier cells: ${names.join(", ")}` : "no earlier cell has declared anything";
    return { codes: [2304], hint };
  }

  async #execute(
    request: RunRequest,
    log: CallLog,
    signal: AbortSignal | undefined,
  ): Promise<{ outcome: Outcome; died: null } | { outcome: null; died: { error: CellError; reason: string } }> {
    const kernel = this.#process;
    if (!kernel)
      return { outcome: null, died: { error: plainError("crashed", "the kernel process is gone"), reason: "crashed" } };
    const timers: NodeJS.Timeout[] = [];
    let overWall = false;
    const stop = (kind: "limit" | "aborted", message: string) => {
      log.stop(kind, message);
      timers.push(setTimeout(() => kernel.kill("killed"), GRACE_MS));
    };
    const onAbort = () => stop("aborted", "the run was stopped");
    const { wallMs } = this.#limits;
    timers.push(
      setTimeout(() => {
        overWall = true;
        stop("limit", `the cell used up its ${wallMs / 1000} s, tools included`);
      }, wallMs),
    );
    signal?.addEventListener("abort", onAbort, { once: true });
    try {
      const outcome = await kernel.run(request, log.answer);
      if (outcome.status === "timeout" || signal?.aborted) this.#isSound = false;
      return { outcome, died: null };
    } catch (error) {
      if (!(error instanceof KernelDied)) throw error;
      const died = describeDeath(error, signal?.aborted === true, overWall, this.#limits);
      return { outcome: null, died: { error: died, reason: died.message } };
    } finally {
      for (const timer of timers) clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    }
  }

  /** Recovery is replay: docs/kernel.md. */
  async #restart(reason: string): Promise<CellResult["restarted"]> {
    const before = this.#names;
    await this.#process?.close();
    this.#process = null;
    if (this.#closed) return null;
    const recovered = await recover(this.#start, this.#history, this.#options.tools);
    this.#process = recovered.process;
    this.#history.length = recovered.replayed;
    this.#names = recovered.names;
    const back = new Set(recovered.names);
    const lost = before.filter((name) => !back.has(name));
    this.#checker.forget(lost);
    return { reason, back: recovered.names, lost };
  }
}

/** What went wrong around a cell that did not get to run. */
function failure(error: unknown): CellError {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof CheckerDown) {
    return plainError("refused", `${message}; the cell did not run`, "write it with simpler types");
  }
  if (error instanceof RangeError && /call stack/.test(message)) {
    return plainError(
      "refused",
      "an expression of the cell is nested too deeply to be compiled",
      "name its parts in variables of their own",
    );
  }
  return plainError("crashed", `the kernel failed: ${message}`);
}

function describeDeath(died: KernelDied, aborted: boolean, overWall: boolean, limits: KernelLimits): CellError {
  if (aborted) return plainError("aborted", "the cell was stopped");
  if (overWall) return plainError("timeout", `the cell used up its ${limits.wallMs / 1000} s and did not stop`);
  if (died.reason === "memory") {
    return plainError(
      "memory",
      `the cell needed more than ${limits.memoryMb} MB of memory`,
      "keep less at a time: filter or sample first",
    );
  }
  if (died.reason === "spoilt")
    return plainError("crashed", "the cell froze the global object, which holds the session's variables");
  return plainError("crashed", died.message);
}
