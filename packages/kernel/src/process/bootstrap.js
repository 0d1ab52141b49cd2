// Runs first in the fresh isolate. `ask` and `fetchPage` are handles that stay in this closure: no cell can reach them.
// Everything it will need later is taken now, before a cell can change it.
(function bootstrap(ask, fetchPage, settingsJson) {
  const settings = JSON.parse(settingsJson);
  const { stringify, parse } = JSON;
  const { defineProperty, getOwnPropertyDescriptor, getOwnPropertyNames, freeze, is, isExtensible } = Object;
  const { max } = Math;
  const uncurry = (f) => Function.prototype.call.bind(f);
  const slice = uncurry(String.prototype.slice);
  const mapGet = uncurry(Map.prototype.get);
  const mapSet = uncurry(Map.prototype.set);
  const mapHas = uncurry(Map.prototype.has);
  const mapDelete = uncurry(Map.prototype.delete);
  const mapEach = uncurry(Map.prototype.forEach);
  const weakGet = uncurry(WeakMap.prototype.get);
  const weakSet = uncurry(WeakMap.prototype.set);
  const PlainError = Error;
  const PlainDate = Date;
  const toText = String;
  const globals = globalThis;

  // ---- repeatable: a replay must make the same calls ----
  let seed = settings.seed >>> 0;
  let now = 0;
  Math.random = function random() {
    seed = (seed + 0x6d2b79f5) >>> 0;
    let t = seed;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  class FixedDate extends PlainDate {
    constructor(...args) {
      if (args.length === 0) super(now);
      else super(...args);
    }
    static now() {
      return now;
    }
  }
  defineProperty(FixedDate, "name", { value: "Date" });
  globals.Date = FixedDate;
  // What could run between cells, or stop the thread for good.
  for (const name of ["WebAssembly", "FinalizationRegistry", "console"]) delete globals[name];
  for (const name of ["wait", "waitAsync"]) delete Atomics[name];

  // ---- one run ----
  /** More records of one cell are dropped: a loop must not fill the memory with them. */
  const MOST_RECORDS = 256;
  const END = freeze({ end: true });
  const hostErrors = new WeakMap();
  const session = new Map();
  const pages = new Map();
  let format = (value) => toText(value);
  let run = newRun();

  function newRun() {
    return {
      pending: true,
      failed: false,
      error: undefined,
      value: undefined,
      head: "",
      tail: "",
      cut: 0,
      shown: [],
      notShown: 0,
      recorded: [],
      answer: null,
      calls: 0,
      before: new Map(),
    };
  }

  function hostError(kind, message) {
    const error = new PlainError(message);
    weakSet(hostErrors, error, kind);
    return error;
  }

  function askHost(kind, name, json) {
    if (run.answer !== null) throw END;
    if (kind === "call" && ++run.calls > settings.limits.hostCalls) {
      throw hostError(
        "limit",
        `more than ${settings.limits.hostCalls} host calls in one cell; pass lists to the tools, or go on in the next cell`,
      );
    }
    const reply = parse(ask.applySyncPromise(undefined, [kind, name, json]));
    if (!reply.ok) throw hostError(reply.kind, reply.message);
    return reply.json;
  }

  // The head and the tail are kept, a quarter and three quarters, so that a flood costs no memory.
  function write(text) {
    if (run.answer !== null) return;
    const head = settings.limits.stdoutChars >> 2;
    const room = head - run.head.length;
    if (room > 0) run.head += slice(text, 0, room);
    run.tail += slice(text, max(room, 0));
    const over = run.tail.length - (settings.limits.stdoutChars - head);
    if (over > 0) {
      run.tail = slice(run.tail, over);
      run.cut += over;
    }
  }

  const host = freeze({
    init: settings.init,
    call(name, args) {
      const json = stringify(args);
      return parse(askHost("call", toText(name), json === undefined ? "null" : json));
    },
    page(id) {
      const key = toText(id);
      if (!mapHas(pages, key)) {
        const bytes = fetchPage.applySyncPromise(undefined, [key]);
        if (typeof bytes === "string") throw hostError("tool", bytes);
        mapSet(pages, key, new Uint8Array(bytes));
      }
      return mapGet(pages, key);
    },
    print(text) {
      write(`${toText(text)}\n`);
    },
    show(item) {
      if (run.answer !== null) return;
      if (run.shown.length < settings.limits.shown) run.shown[run.shown.length] = stringify(item);
      else run.notShown++;
    },
    record(item) {
      if (run.recorded.length < MOST_RECORDS) run.recorded[run.recorded.length] = stringify(item);
    },
    answer(value) {
      const json = stringify(value);
      askHost("answer", "", json === undefined ? "null" : json);
      run.answer = json;
      throw END;
    },
    setFormatter(f) {
      format = f;
    },
    define(name, value) {
      defineProperty(globals, name, { value, writable: false, configurable: false, enumerable: true });
    },
  });
  globals.__host = host;

  /** After the guest: its way to the host is gone from sight, and no cell can replace what it stands on. */
  function seal() {
    delete globals.__host;
    for (const name of getOwnPropertyNames(globals)) {
      const d = getOwnPropertyDescriptor(globals, name);
      const value = d.value;
      // Errors stay open: `this.name = …` in an error class must work.
      const open = name === "globalThis" || /Error$/.test(name);
      if (typeof value === "function" && !open && value.prototype) freeze(value.prototype);
      if ((typeof value === "function" || (typeof value === "object" && value !== null)) && name !== "globalThis")
        freeze(value);
      if (d.configurable) defineProperty(globals, name, { writable: false, configurable: false });
    }
  }

  function declare(names) {
    for (const { name, kind } of names) {
      const before = getOwnPropertyDescriptor(globals, name);
      mapSet(run.before, name, before);
      if (kind === "type") continue;
      if (kind === "var") {
        if (!before)
          defineProperty(globals, name, { value: undefined, writable: true, configurable: true, enumerable: true });
        continue;
      }
      defineProperty(globals, name, {
        configurable: true,
        enumerable: true,
        get() {
          throw new ReferenceError(`${name} has no value yet: the line that gives it one has not run`);
        },
        set(value) {
          defineProperty(globals, name, { value, writable: true, configurable: true, enumerable: true });
        },
      });
    }
  }

  function exec(hoist, body, declaredJson, time) {
    run = newRun();
    now = time;
    const current = run;
    declare(parse(declaredJson));
    (async () => {
      try {
        hoist();
        current.value = await body();
      } catch (error) {
        if (current.answer === null && error !== END) {
          current.failed = true;
          current.error = error;
        }
      }
      current.pending = false;
    })();
  }

  // ---- what is left behind, as data ----
  function safely(read, fallback) {
    try {
      return read();
    } catch {
      return fallback;
    }
  }

  function describeError(error) {
    const kind = (typeof error === "object" && error !== null && weakGet(hostErrors, error)) || "runtime";
    const isObject = (typeof error === "object" && error !== null) || typeof error === "function";
    const message = safely(
      () => (isObject && typeof error.message === "string" ? error.message : toText(format(error))),
      "an error that cannot be read",
    );
    const name = safely(() => (isObject && typeof error.name === "string" ? error.name : ""), "");
    const stack = safely(() => (isObject && typeof error.stack === "string" ? slice(error.stack, 0, 4000) : ""), "");
    const text = kind === "runtime" && name && name !== "Error" ? `${name}: ${message}` : message;
    return { kind, message: slice(text, 0, 2000), stack };
  }

  function variables(onlyOf) {
    const fresh = [];
    const changed = [];
    const names = [];
    const all = [];
    if (onlyOf) {
      mapEach(onlyOf, (before, name) => {
        const d = getOwnPropertyDescriptor(globals, name);
        if (d?.get) {
          // Never assigned: the name keeps what an earlier cell gave it.
          if (before) defineProperty(globals, name, before);
          else delete globals[name];
        }
      });
      mapEach(onlyOf, (_before, name) => {
        if (getOwnPropertyDescriptor(globals, name) && !mapHas(session, name))
          mapSet(session, name, { value: onlyOf, summary: null });
      });
    }
    mapEach(session, (last, name) => {
      const d = getOwnPropertyDescriptor(globals, name);
      if (!d) {
        mapDelete(session, name);
        return;
      }
      const summary = safely(() => slice(toText(format(d.value)), 0, 400), "(cannot be summarised)");
      names[names.length] = name;
      all[all.length] = { name, summary };
      if (last.summary === null) fresh[fresh.length] = { name, summary };
      else if (last.summary !== summary || !is(last.value, d.value) || (onlyOf && mapHas(onlyOf, name)))
        changed[changed.length] = { name, summary };
      mapSet(session, name, { value: d.value, summary });
    });
    return { fresh, changed, names, all };
  }

  function report() {
    const done = run;
    const error = done.failed ? describeError(done.error) : null;
    const value =
      done.pending || done.failed || done.value === undefined
        ? null
        : safely(() => slice(toText(format(done.value)), 0, 4000), "(cannot be shown)");
    const gap = done.cut > 0 ? `\n… ${done.cut} characters left out (limit ${settings.limits.stdoutChars}) …\n` : "";
    const note =
      done.notShown > 0 ? `${done.notShown} pictures not shown: at most ${settings.limits.shown} in one cell\n` : "";
    const { fresh, changed, names } = variables(done.before);
    done.before = new Map();
    return stringify({
      extensible: isExtensible(globals),
      pending: done.pending,
      error,
      value,
      stdout: done.head + gap + done.tail + note,
      shown: done.shown,
      recorded: done.recorded,
      answer: done.answer,
      fresh,
      changed,
      names,
    });
  }

  return { seal, exec, report, variables: () => stringify(variables(null).all) };
});
