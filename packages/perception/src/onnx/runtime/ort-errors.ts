import { InputError } from "@spatialclaw/media";
import type { InferenceSession } from "onnxruntime-node";
import type { Bundle } from "../../models/bundle.ts";
import type { Provider, Role, TensorInfo } from "../manifest/index.ts";

export function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split("\n").find((line) => line.trim() !== "") ?? "no reason given").trim();
}

export function isOutOfMemory(error: unknown): boolean {
  return /out of memory|bad_alloc|bad allocation|failed to allocate|allocation failed/i.test(String(error));
}

/** Why a graph could not be loaded, in one line, from what onnxruntime says of it. */
export function loadFailure(bundle: Bundle, role: Role, file: string, provider: Provider, reason: string): InputError {
  const way = `\`spatialclaw models verify ${bundle.id}\` tells which file is wrong`;
  const what = `${bundle.id}: the graph of ${role} (${file})`;
  const message = () => {
    if (/escapes model directory/i.test(reason))
      return `${what} has its data behind a link that leads to another folder, which onnxruntime refuses; put the data itself beside the graph`;
    if (/external data|External initializer/i.test(reason))
      return `${what} lacks its external data, or that is too short (${reason}); ${way}`;
    if (/protobuf parsing failed|does not have a graph/i.test(reason)) return `${what} is damaged or cut off; ${way}`;
    if (isOutOfMemory(reason)) return `${what} does not fit into memory; take a smaller model`;
    return `${what} cannot be loaded on ${provider}: ${reason}`;
  };
  return new InputError(message(), "environment");
}

export function tensorInfos(metadata: readonly InferenceSession.ValueMetadata[]): TensorInfo[] {
  return metadata.map((value) =>
    value.isTensor
      ? { name: value.name, dtype: value.type, dims: value.shape }
      : { name: value.name, dtype: "no tensor", dims: [] },
  );
}
