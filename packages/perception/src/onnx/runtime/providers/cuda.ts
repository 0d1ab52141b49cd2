import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(import.meta.url);

/** Those without which the provider does not begin. */
const LIBRARIES = ["libonnxruntime_providers_shared.so", "libonnxruntime_providers_cuda.so"];

/** The folder of the package onnxruntime-node; null when it is not installed. */
export function ortFolder(): string | null {
  try {
    return path.dirname(require.resolve("onnxruntime-node/package.json"));
  } catch {
    return null;
  }
}

/** Libraries of the CUDA provider that are missing in a package folder. */
export function missingCudaLibraries(folder: string): string[] {
  const place = path.join(folder, "bin", "napi-v6", process.platform, process.arch);
  return LIBRARIES.filter((file) => !existsSync(path.join(place, file)));
}

/** What stands in the way of CUDA, as far as files tell; null: nothing. */
export function cudaObstacle(): { readonly reason: string; readonly fix: string | null } | null {
  if (process.platform !== "linux" || process.arch !== "x64")
    return {
      reason: `onnxruntime-node has CUDA for linux-x64 only, this is ${process.platform}-${process.arch}`,
      fix: null,
    };
  const folder = ortFolder();
  if (folder === null)
    return { reason: "onnxruntime-node is not installed", fix: "install it: npm install onnxruntime-node" };
  if (missingCudaLibraries(folder).length === 0) return null;
  return {
    reason: "its libraries are not installed",
    fix: "on a machine with an NVIDIA GPU: `spatialclaw models cuda`",
  };
}
