import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Provider } from "../../manifest/index.ts";
import { withoutTelemetry } from "../telemetry.ts";

export interface ProbeResult {
  readonly works: boolean;
  /** One line. */
  readonly reason: string;
}

const DEADLINE_MS = 60_000;

/** Runs a tiny graph on a provider, in a process of its own, whose chatter does not reach the terminal. */
export async function probe(provider: Provider): Promise<ProbeResult> {
  withoutTelemetry();
  const child = spawn(process.execPath, [probeFile(), provider], {
    stdio: ["ignore", "pipe", "pipe"],
    timeout: DEADLINE_MS,
    killSignal: "SIGKILL",
  });
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name].on("data", (chunk: Buffer) => {
      output[name] += chunk;
    });
  const ended = await new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
  if (output.stdout === "") return { works: false, reason: `trying it ended with ${ended}` };
  const { works, reason } = JSON.parse(output.stdout) as ProbeResult;
  // onnxruntime says which library is missing only here.
  const library = /([^\s:]+\.(?:so|dll)[^\s:]*): cannot open shared object file/.exec(output.stderr)?.[1];
  return { works, reason: library ? `the library ${library} is missing` : reason };
}

/** The source beside this file; in the package the bundle that build.ts makes of it. */
function probeFile(): string {
  const source = fileURLToPath(new URL("./probe-process.ts", import.meta.url));
  return existsSync(source)
    ? source
    : fileURLToPath(new URL("../../../../../../dist/perception-probe.js", import.meta.url));
}
