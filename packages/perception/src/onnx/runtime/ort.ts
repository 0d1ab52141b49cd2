import { InputError } from "@spatialclaw/media";
import type * as Module from "onnxruntime-node";

export type Ort = typeof Module;

/** The machines for which onnxruntime-node brings a binary. */
const MACHINES = ["linux-x64", "linux-arm64", "darwin-arm64", "win32-x64", "win32-arm64"];

let loading: Promise<Ort> | null = null;

/** Loads onnxruntime-node, once. Rejects with InputError when it is missing here. */
export function loadOrt(): Promise<Ort> {
  loading ??= load();
  return loading;
}

/** Half floats as a graph has them at its edges; see float16.ts. */
export const HalfFloats = globalThis.Float16Array;

async function load(): Promise<Ort> {
  // onnxruntime-node 1.30 takes half floats only as bit patterns, and only while it cannot find this global.
  const half = Reflect.getOwnPropertyDescriptor(globalThis, "Float16Array");
  Reflect.deleteProperty(globalThis, "Float16Array");
  try {
    const module = (await import("onnxruntime-node")) as Ort & { readonly default?: Ort };
    const ort = module.InferenceSession ? module : (module.default as Ort);
    // It writes to the process's stderr past everybody; what matters comes as an error as well.
    ort.env.logLevel = "fatal";
    // The first tensor settles how half floats are taken.
    new ort.Tensor("float32", new Float32Array(1), [1]);
    return ort;
  } catch (error) {
    throw missing(error);
  } finally {
    if (half) Object.defineProperty(globalThis, "Float16Array", half);
  }
}

function missing(error: unknown): InputError {
  const machine = `${process.platform}-${process.arch}`;
  if (!MACHINES.includes(machine))
    return new InputError(
      `onnxruntime-node has no binary for ${machine}, only for ${MACHINES.join(", ")}: models cannot run here; use a capture that brings depth and masks`,
      "environment",
    );
  const reason = error instanceof Error ? (error.message.split("\n")[0] as string) : String(error);
  return new InputError(
    `onnxruntime-node cannot be loaded on ${machine} (${reason}); install it again: npm install onnxruntime-node`,
    "environment",
  );
}
