import { spawn } from "node:child_process";
import path from "node:path";
import { InputError } from "@spatialclaw/media";
import { fixOf } from "./choose.ts";
import { missingCudaLibraries, ortFolder } from "./cuda.ts";
import { type ProbeResult, probe } from "./probe.ts";

export interface InstallCudaOptions {
  /** The package onnxruntime-node; default: the one in use. */
  readonly folder?: string;
  /** What the installer says, line by line. */
  readonly onLine?: (line: string) => void;
  /** Tries the provider afterwards; default: runs a graph on it. */
  readonly check?: () => Promise<ProbeResult>;
}

export interface CudaInstalled {
  readonly folder: string;
  /** false: the libraries were there. */
  readonly fetched: boolean;
}

/**
 * Fetches onnxruntime-node's CUDA libraries by the installer that comes with it, and runs a graph on the GPU. Rejects
 * with InputError when they cannot be fetched, or do not work on this machine.
 */
export async function installCuda(options: InstallCudaOptions = {}): Promise<CudaInstalled> {
  const { folder = ortFolder(), onLine, check = () => probe("cuda") } = options;
  if (process.platform !== "linux" || process.arch !== "x64")
    throw failed(`onnxruntime-node has CUDA for linux-x64 only, this is ${process.platform}-${process.arch}`);
  if (folder === null) throw failed("onnxruntime-node is not installed; install it: npm install onnxruntime-node");
  const fetched = missingCudaLibraries(folder).length > 0;
  if (fetched) await runInstaller(folder, onLine);
  const missing = missingCudaLibraries(folder);
  if (missing.length > 0)
    throw failed(`the installer of onnxruntime-node ended in order, but ${missing.join(" and ")} are not there`);
  const { works, reason } = await check();
  if (!works)
    throw failed(`the CUDA libraries are there, but the GPU cannot be used: ${reason}; ${fixOf("cuda", reason)}`);
  return { folder, fetched };
}

async function runInstaller(folder: string, onLine: ((line: string) => void) | undefined): Promise<void> {
  const child = spawn(process.execPath, [path.join(folder, "script", "install.js")], {
    cwd: folder,
    // Its own word for these libraries, "cuda12", is not understood by version 1.30: it then does nothing under npm.
    env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: "true" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      for (const line of text.split("\n").map((part) => part.trim())) {
        if (line === "") continue;
        lines.push(line);
        if (stream === child.stdout) onLine?.(line);
      }
    });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) {
    const reason = lines.findLast((line) => /^(?:\w*Error\b.*|Error): /.test(line)) ?? `exit code ${code}`;
    throw failed(
      `the installer of onnxruntime-node could not fetch the CUDA libraries: ${reason}; it wants the network, and a proxy as GLOBAL_AGENT_HTTPS_PROXY`,
    );
  }
}

function failed(message: string): InputError {
  return new InputError(message, "environment");
}
