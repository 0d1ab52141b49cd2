import { availableParallelism } from "node:os";
import type { InferenceSession } from "onnxruntime-node";
import type { Manifest, Provider, RoleSpec } from "../manifest/index.ts";

export function sessionOptions(
  provider: Provider,
  manifest: Manifest,
  role: RoleSpec,
  threads: number | null,
): InferenceSession.SessionOptions {
  const cores = availableParallelism();
  const { freeDims, threads: hint } = manifest.runtime ?? {};
  return {
    // What a GPU provider has no kernel for runs on the processor.
    executionProviders: provider === "cpu" ? ["cpu"] : [provider, "cpu"],
    graphOptimizationLevel: "all",
    // One core stays with the main thread, where there are cores to give.
    intraOpNumThreads: threads ?? hint ?? (cores > 2 ? cores - 1 : cores),
    // Plans of memory are kept for every shape that comes by.
    enableMemPattern: !hasNames(role),
    logSeverityLevel: 4,
    ...(freeDims ? { freeDimensionOverrides: freeDims } : {}),
    // With so few cores a thread that waits by spinning takes them from everybody else.
    ...(cores <= 2 ? { extra: { session: { intra_op: { allow_spinning: "0" } } } } : {}),
  };
}

function hasNames({ inputs }: RoleSpec): boolean {
  return Object.values(inputs).some(({ dims }) => !dims || dims.some((dim) => typeof dim === "string"));
}
