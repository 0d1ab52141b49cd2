// Owns two sessions, one of them in a loop, until it is killed. Says the ids of all its children: kernels and compiler.
import { execFileSync } from "node:child_process";
import { openKernel } from "./harness.ts";

const [busy, idle] = [await openKernel(), await openKernel()];
await idle.kernel.run("1");
void busy.kernel.run("for (;;) {}");
// The compiler at work, too.
void idle.kernel.run(
  "type P<T> = { a: T; b: T; c: T }; type Q<T> = P<P<P<P<P<P<T>>>>>>; let p: Q<Q<number>> = {} as any; const q: Q<Q<string>> = p;",
);
const children = execFileSync("ps", ["-o", "pid=", "-o", "comm=", "--ppid", String(process.pid)], { encoding: "utf8" })
  .trim()
  .split("\n")
  .filter((line) => !line.endsWith(" ps"))
  .map((line) => Number.parseInt(line, 10));
setTimeout(() => process.stdout.write(`${JSON.stringify(children)}\n`), 200);
