const { setFlagsFromString } = require("node:v8");
const { CellIsolate, SessionSpoilt } = require("./isolate.cjs");

/** @import { AskKind, FromChild, Guest, ReplyToChild, ToChild } from "./protocol.ts" */

// The kernel process: no network, no files, no children (Node's permission model), one isolate inside.
// Its owner is the other end of the channel; when that goes away there is nothing left to do.

const WATCH_MS = 50;
/**
 * V8's last compiler takes longer for the loops of a short cell than it saves there: V8 starts without it, and gets it
 * with the first cell that has computed for so long.
 */
const LONG_CELL_MS = 100;
/** Node itself, the addon, and pages on their way in. */
const RSS_ALLOWANCE_MB = 512;
/** A process that has grown so large serves no further session. */
const RSS_REUSE_MB = 384;

/** @type {Map<number, (reply: ReplyToChild) => void>} */
const waiting = new Map();
let asked = 0;
/** @type {Awaited<ReturnType<typeof CellIsolate.create>> | null} */
let isolate = null;
/** @type {ReturnType<typeof CellIsolate.prepare> | null} */
let prepared = null;
/** What the process may take in all, in bytes. */
let limit = Number.POSITIVE_INFINITY;

/** @param {FromChild} message */
function send(message) {
  process.send?.(message);
}

/** @returns {never} */
function die() {
  process.kill(process.pid, "SIGKILL");
  throw new Error("unreachable");
}

process.on("disconnect", die);
process.on("message", (/** @type {ToChild} */ message) => {
  handle(message).catch((error) => {
    // Else the isolate was disposed because its heap was full. Either way this process is of no more use.
    send({ type: "dying", reason: error instanceof SessionSpoilt ? "spoilt" : "memory" });
    setTimeout(die, 200);
  });
});

/**
 * @param {AskKind} kind
 * @param {string} name
 * @param {string} json
 * @returns {Promise<ReplyToChild>}
 */
function ask(kind, name, json) {
  return new Promise((resolve) => {
    const id = ++asked;
    waiting.set(id, resolve);
    send({ type: "ask", id, kind, name, json });
  });
}

/**
 * @param {Guest} guest
 * @param {number} memoryMb
 */
async function prepare(guest, memoryMb) {
  const made = await CellIsolate.prepare(guest, memoryMb);
  if (made.compiled) send({ type: "compiled", text: guest.text, compiled: made.compiled });
  return made;
}

/** @param {ToChild} message */
async function handle(message) {
  switch (message.type) {
    case "prepare": {
      prepared = prepare(message.guest, message.memoryMb);
      await prepared;
      return;
    }
    case "init": {
      const { guest, init, limits, seed } = message;
      limit = (limits.memoryMb + RSS_ALLOWANCE_MB) * 1024 * 1024;
      const ready = await (guest ? prepare(guest, limits.memoryMb) : prepared);
      if (!ready) throw new Error("init without a guest");
      isolate = await CellIsolate.create(ready, { init, limits, seed, pages: process.argv[2] ?? "", ask });
      return send({ type: "ready" });
    }
    case "run": {
      if (!isolate) throw new Error("run before init");
      const watch = watched(isolate);
      const outcome = await isolate.run(message).finally(() => clearInterval(watch));
      return send({ type: "done", outcome });
    }
    case "variables": {
      if (!isolate) throw new Error("variables before init");
      return send({ type: "variables", list: await isolate.variables() });
    }
    case "end": {
      isolate?.dispose();
      isolate = null;
      setFlagsFromString("--battery-saver-mode");
      prepared = null;
      waiting.clear();
      if (process.memoryUsage.rss() > RSS_REUSE_MB * 1024 * 1024) die();
      return send({ type: "ended" });
    }
    case "reply": {
      waiting.get(message.id)?.(message.reply);
      waiting.delete(message.id);
    }
  }
}

/**
 * While a cell runs. The heap limit does not hold for every growing array: what counts is what the process really takes.
 * @param {Awaited<ReturnType<typeof CellIsolate.create>>} session
 */
function watched(session) {
  const before = session.cpuMs;
  return setInterval(() => {
    if (session.cpuMs - before > LONG_CELL_MS) setFlagsFromString("--no-battery-saver-mode");
    if (process.memoryUsage.rss() > limit) {
      send({ type: "dying", reason: "memory" });
      setTimeout(die, 50);
    }
  }, WATCH_MS);
}
