import { createKernel, type Json, type Kernel, type KernelOptions } from "@spatialclaw/kernel";

/** A space-free cell API: enough to see every path between a cell and its host. */
const API = `
declare function print(...items: unknown[]): void;
declare function show(item: unknown): void;
declare function ReturnAnswer(value: string | number): never;
declare const tools: {
  /** Adds one, on the host. */
  increment(n: number): number;
  fail(message: string): never;
  wait(ms: number): string;
  count(): number;
  bytes(id?: string): Uint8Array;
};
`;

const GUEST = `(() => {
  const host = globalThis.__host;
  const format = (v) => typeof v === "string" ? JSON.stringify(v) : typeof v === "function" ? "function" : typeof v === "object" && v !== null ? JSON.stringify(v) : String(v);
  host.setFormatter(format);
  host.define("print", Object.freeze((...items) => host.print(items.map((i) => typeof i === "string" ? i : format(i)).join(" "))));
  host.define("show", Object.freeze((item) => host.show(item)));
  host.define("ReturnAnswer", Object.freeze((value) => host.answer(value)));
  host.define("tools", Object.freeze({
    increment: (n) => host.call("increment", n),
    fail: (m) => host.call("fail", m),
    wait: (ms) => host.call("wait", ms),
    count: () => host.call("count", null),
    bytes: (id = "p1") => host.page(id),
  }));
})();`;

export interface Harness {
  readonly kernel: Kernel & { readonly pid: number | undefined };
  /** How often the host's \`count\` really ran. */
  readonly counted: () => number;
}

export async function openKernel(options: Partial<KernelOptions> = {}): Promise<Harness> {
  let count = 0;
  const kernel = await createKernel({
    api: { "api.d.ts": API },
    reserved: ["print", "show", "ReturnAnswer", "tools"],
    guest: GUEST,
    tools: {
      async call(name, args, signal): Promise<Json> {
        if (name === "increment") return (args as number) + 1;
        if (name === "fail") throw new Error(String(args));
        if (name === "count") return ++count;
        if (name === "wait") {
          await new Promise((resolve) => {
            const timer = setTimeout(resolve, args as number);
            signal.addEventListener("abort", () => {
              clearTimeout(timer);
              resolve(undefined);
            });
          });
          return "waited";
        }
        throw new Error(`no such tool: ${name}`);
      },
      async page() {
        return Uint8Array.of(7, 8, 9);
      },
      checkAnswer: (value) => (typeof value === "number" ? null : `a number is wanted, not ${JSON.stringify(value)}`),
    },
    ...options,
  });
  return { kernel: kernel as Harness["kernel"], counted: () => count };
}
