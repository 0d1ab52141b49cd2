import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface Gpu {
  readonly name: string;
  readonly memoryMiB: number;
  readonly driver: string;
}

/** NVIDIA GPUs, as their driver's own tool tells; none where there is no such tool. */
export async function nvidiaGpus(): Promise<readonly Gpu[]> {
  try {
    const query = ["--query-gpu=name,memory.total,driver_version", "--format=csv,noheader,nounits"];
    const { stdout } = await run("nvidia-smi", query, { timeout: 10_000 });
    return stdout
      .trim()
      .split("\n")
      .filter((line) => line.split(",").length === 3)
      .map((line) => {
        const [name = "", memory = "", driver = ""] = line.split(",").map((part) => part.trim());
        return { name, memoryMiB: Number(memory), driver };
      });
  } catch {
    return [];
  }
}
