import type { Gate } from "./gate.ts";

/** How long the end of the process waits for a run in progress. */
const MOST_MS = 10_000;

/**
 * Keeps the process from ending while the worker is inside onnxruntime (gate.ts tells why). A run that takes too long
 * is not waited for: then a signal ends the process, which is quick and leaves no mess.
 * @returns Takes the guard away.
 */
export function leaveWith(gate: Gate): () => void {
  const onExit = (code: number) => {
    if (gate.shut(MOST_MS)) return;
    // As the shell reports an interrupt: 130.
    if (code === 130) process.removeAllListeners("SIGINT");
    process.kill(process.pid, code === 130 ? "SIGINT" : "SIGKILL");
  };
  process.on("exit", onExit);
  return () => process.off("exit", onExit);
}
