import type { Gate } from "./gate.ts";

/** How long the end of the process waits for a run in progress; less when somebody waits with a finger on Ctrl-C. */
const MOST_MS = 120_000;
const INTERRUPTED_MS = 10_000;
const INTERRUPTED = 130;

/**
 * Keeps the process from ending while the worker is inside onnxruntime (gate.ts tells why). A run that takes too long
 * is not waited for: then a signal ends the process, which is quick and leaves no mess.
 * @returns Takes the guard away.
 */
export function leaveWith(gate: Gate): () => void {
  const onExit = (code: number) => {
    if (gate.shut(code === INTERRUPTED ? INTERRUPTED_MS : MOST_MS)) return;
    // The shell reports this signal with the same code.
    if (code === INTERRUPTED) process.removeAllListeners("SIGINT");
    process.kill(process.pid, code === INTERRUPTED ? "SIGINT" : "SIGKILL");
  };
  process.on("exit", onExit);
  return () => process.off("exit", onExit);
}
