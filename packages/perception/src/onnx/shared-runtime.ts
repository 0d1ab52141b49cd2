import { createOnnxRuntime, type OnnxRuntime, type RuntimeOptions } from "./runtime/index.ts";

const runtimes = new Map<string, OnnxRuntime>();

/**
 * One worker for all asks of the process that want the same of it. It begins with the first job, and an idle one keeps
 * no process alive, so nobody has to close it.
 */
export function sharedRuntime({ onNotice, ...options }: RuntimeOptions = {}): OnnxRuntime {
  const key = JSON.stringify(options);
  const known = runtimes.get(key);
  if (known) return known;
  const made = createOnnxRuntime({ ...options, onNotice });
  runtimes.set(key, made);
  return made;
}
