import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import path from "node:path";

const BIN = path.join(import.meta.dirname, "../bin/spatialclaw.mjs");

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the repl as a user would, with pipes instead of a terminal. */
export function startRepl(args: readonly string[]): {
  child: ChildProcessWithoutNullStreams;
  finished: Promise<Finished>;
} {
  const child = spawn(process.execPath, [BIN, "repl", ...args], { stdio: ["pipe", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  // A refused option ends the command before it has read.
  child.stdin.on("error", () => {});
  const finished = new Promise<Finished>((resolve) => child.on("close", (code) => resolve({ code, stdout, stderr })));
  return { child, finished };
}

/** Sends the whole input and gives what came back. */
export function runRepl(args: readonly string[], input: string): Promise<Finished> {
  const { child, finished } = startRepl(args);
  child.stdin.end(input);
  return finished;
}
