const { readFileSync } = require("node:fs");
const path = require("node:path");
const ivm = require("isolated-vm");
const { PageReader } = require("./page-reader.cjs");

// Plain CommonJS with checked types: a process that has no TypeScript to strip and no module graph to link boots in
// half the time.

/**
 * @import { Json, KernelLimits } from "../types.ts"
 * @import { AskKind, Guest, Outcome, ReplyToChild, RunRequest, Variable } from "./protocol.ts"
 */

/** One function expression; `evalClosure` wraps it again. */
const BOOTSTRAP = readFileSync(path.join(__dirname, "bootstrap.js"), "utf8").trim().replace(/;$/, "");

/** Reading results runs no more of the cell than hostile getters can smuggle in; it has a budget of its own. */
const REPORT_MS = 3000;

/**
 * @typedef {object} IsolateOptions
 * @property {Json} init
 * @property {KernelLimits} limits
 * @property {number} seed
 * @property {string} pages Folder of the pages that come as files.
 * @property {(kind: AskKind, name: string, json: string) => Promise<ReplyToChild>} ask Never rejects.
 *
 * @typedef {Pick<Outcome, "stdout" | "value" | "shown" | "recorded" | "answer" | "fresh" | "changed" | "names"> & {
 *   pending: boolean,
 *   extensible: boolean,
 *   error: { kind: NonNullable<Outcome["error"]>["kind"], message: string, stack: string } | null,
 * }} Report `extensible`: whether the global object still takes variables.
 */

/** The cell froze the global object: no later cell could declare anything. */
class SessionSpoilt extends Error {}

/** One isolate with the guest in it. Nothing of isolated-vm is reachable from a cell: handles live in closures. */
class CellIsolate {
  #isolate;
  #context;
  #limits;
  #exec;
  #report;
  #variables;
  #pages;

  /**
   * @private
   * @param {ivm.Isolate} isolate
   * @param {ivm.Context} context
   * @param {KernelLimits} limits
   * @param {InstanceType<typeof PageReader>} pages
   * @param {{ exec: ivm.Reference, report: ivm.Reference, variables: ivm.Reference }} api
   */
  constructor(isolate, context, limits, pages, api) {
    this.#isolate = isolate;
    this.#context = context;
    this.#limits = limits;
    this.#exec = api.exec;
    this.#report = api.report;
    this.#variables = api.variables;
    this.#pages = pages;
  }

  /**
   * What does not depend on the session, for a process that waits for one.
   * @param {Guest} guest Where V8 turns down what is compiled of it, it is compiled again.
   * @param {number} memoryMb
   */
  static async prepare({ text, compiled }, memoryMb) {
    const isolate = new ivm.Isolate({
      memoryLimit: memoryMb,
      onCatastrophicError: () => process.kill(process.pid, "SIGKILL"),
    });
    const context = await isolate.createContext();
    const script = await isolate.compileScript(text, {
      filename: "kernel/guest.js",
      ...(compiled
        ? { cachedData: new ivm.ExternalCopy(new Uint8Array(compiled).buffer) }
        : { produceCachedData: true }),
    });
    // Its type does not know what it was asked to produce.
    const { cachedData } = /** @type {ivm.CachedDataResult} */ (/** @type {unknown} */ (script));
    const made = compiled || !cachedData ? null : new Uint8Array(cachedData.copy());
    return { isolate, context, script, compiled: made };
  }

  /**
   * @param {Awaited<ReturnType<typeof CellIsolate.prepare>>} prepared
   * @param {IsolateOptions} options
   */
  static async create({ isolate, context, script }, options) {
    const { limits } = options;
    const ask = new ivm.Reference(
      /** @param {AskKind} kind @param {string} name @param {string} json */
      async (kind, name, json) => JSON.stringify(await options.ask(kind, name, json)),
    );
    const pages = new PageReader(options.ask, options.pages);
    const page = new ivm.Reference(async (/** @type {string} */ id) => {
      const content = await pages.read(id);
      return typeof content === "string" ? content : new ivm.ExternalCopy(content).copyInto({ release: true });
    });
    const settings = JSON.stringify({ init: options.init, limits, seed: options.seed });
    const api = await context.evalClosure(`"use strict"; return (${BOOTSTRAP})($0, $1, $2)`, [ask, page, settings], {
      result: { reference: true },
      filename: "kernel/bootstrap.js",
    });
    const part = (/** @type {string} */ name) => api.get(name, { reference: true });
    await script.run(context, { timeout: limits.cpuMs });
    await (await part("seal")).apply(undefined, []);
    return new CellIsolate(isolate, context, limits, pages, {
      exec: await part("exec"),
      report: await part("report"),
      variables: await part("variables"),
    });
  }

  /**
   * @param {RunRequest} request
   * @returns {Promise<Outcome>}
   */
  async run(request) {
    this.#pages.forget();
    const before = this.cpuMs;
    /** @type {Error | null} */
    let thrown = null;
    try {
      const hoist = await this.#function(request.hoist, request.filename);
      const body = await this.#function(request.body, request.filename);
      const declared = JSON.stringify(request.declared);
      await this.#exec.apply(undefined, [hoist, body, declared, request.now], { timeout: this.#limits.cpuMs });
    } catch (error) {
      if (this.#isolate.isDisposed) throw error;
      thrown = /** @type {Error} */ (error);
    }
    /** @type {Report} */
    const report = JSON.parse(String(await this.#report.apply(undefined, [], { timeout: REPORT_MS })));
    const cpuMs = this.cpuMs - before;
    // Shared buffers are counted late: an isolate at its brim dies of the next script, so let it be this cell's.
    await (await this.#isolate.compileScript("0")).run(this.#context);
    const { pending, error, extensible, ...rest } = report;
    if (!extensible) throw new SessionSpoilt();
    const timedOut = thrown?.message === "Script execution timed out.";
    const common = { ...rest, cpuMs, heapMb: await this.#heapMb() };
    if (report.answer !== null) return { ...common, status: "ok", error: null };
    if (error)
      return { ...common, status: "error", error: locate(error.kind, error.message, error.stack, request.filename) };
    if (timedOut) {
      const at = locate("runtime", "", thrown?.stack ?? "", request.filename);
      return { ...common, status: "timeout", error: at };
    }
    // A promise that nobody awaited was rejected.
    if (thrown)
      return {
        ...common,
        status: "error",
        error: locate("runtime", thrown.message, thrown.stack ?? "", request.filename),
      };
    return { ...common, status: pending ? "pending" : "ok", error: null };
  }

  /** Computed so far, also while it computes; 0 when a full heap has ended it. */
  get cpuMs() {
    return this.#isolate.isDisposed ? 0 : Number(this.#isolate.cpuTime) / 1e6;
  }

  async #heapMb() {
    const heap = await this.#isolate.getHeapStatistics();
    return (heap.used_heap_size + heap.externally_allocated_size) / 1024 / 1024;
  }

  /**
   * Compiles only: what V8 refuses is thrown by the function, so that it is an error of the run like any other.
   * @param {string} code
   * @param {string} filename
   */
  async #function(code, filename) {
    const script = await this.#isolate.compileScript(code, { filename }).catch((/** @type {Error} */ error) => {
      if (this.#isolate.isDisposed) throw error;
      return this.#isolate.compileScript(`()=>{throw new SyntaxError(${JSON.stringify(error.message)})}`, { filename });
    });
    const made = await script.run(this.#context, { reference: true, timeout: this.#limits.cpuMs });
    return made.derefInto({ release: true });
  }

  /** Ends it with all that is in it. */
  dispose() {
    this.#isolate.dispose();
  }

  /** @returns {Promise<readonly Variable[]>} */
  async variables() {
    return JSON.parse(String(await this.#variables.apply(undefined, [], { timeout: REPORT_MS })));
  }
}

/**
 * First frame of the stack that lies in this cell.
 * @param {NonNullable<Outcome["error"]>["kind"]} kind
 * @param {string} message
 * @param {string} stack
 * @param {string} filename
 * @returns {NonNullable<Outcome["error"]>}
 */
function locate(kind, message, stack, filename) {
  const frame = new RegExp(`${filename.replace(/\./g, "\\.")}:(\\d+):(\\d+)`).exec(stack);
  return { kind, message, line: frame ? Number(frame[1]) : null, column: frame ? Number(frame[2]) : null };
}

module.exports = { CellIsolate, SessionSpoilt };
