// Owns two sessions, one of them in a loop, until it is killed.
import { openKernel } from "./harness.ts";

const [busy, idle] = [await openKernel(), await openKernel()];
await idle.kernel.run("1");
void busy.kernel.run("for (;;) {}");
setTimeout(() => process.stdout.write(`${JSON.stringify([busy.kernel.pid, idle.kernel.pid])}\n`), 200);
