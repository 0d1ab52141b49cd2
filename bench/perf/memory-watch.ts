import { parentPort, Worker, workerData } from "node:worker_threads";
import { treePssMb } from "./process-tree.ts";

/** Counting the pages of three dozen processes takes a good part of a core for a moment: seldom, and in a thread. */
const EVERY_MS = 15_000;

/** The most memory that a process and its children have taken together; `stop` gives it, in MB. */
export function watchMemory(pid: number): { stop(): Promise<number> } {
  const worker = new Worker(new URL(import.meta.url), { workerData: pid });
  let peak = 0;
  worker.on("message", (mb: number) => {
    peak = Math.max(peak, mb);
  });
  return {
    async stop() {
      await worker.terminate();
      return peak;
    },
  };
}

if (parentPort && typeof workerData === "number")
  setInterval(() => parentPort?.postMessage(treePssMb(workerData as number)), EVERY_MS);
