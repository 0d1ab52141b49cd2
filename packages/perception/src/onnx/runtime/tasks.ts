import { InputError } from "@spatialclaw/media";
import type { Task } from "./task.ts";

type Loader = () => Promise<{ readonly default: Task<never, unknown> }>;

/** The tasks that come with spatialclaw; each is loaded when it is first asked for. */
const TASKS: Readonly<Record<string, Loader>> = {
  da3: () => import("../da3/task.ts"),
  "da3-picture": () => import("../da3/picture-task.ts"),
  graph: () => import("./graph-task.ts"),
  world: () => import("../../world/task.ts"),
  "sam3-about": () => import("../sam3/about-task.ts"),
  "sam3-shrink": () => import("../sam3/shrink-task.ts"),
  "sam3-detect": () => import("../sam3/image/task.ts"),
  "sam3-place": () => import("../sam3/tracker/task.ts"),
  "sam3-associate": () => import("../sam3/video/detection/task.ts"),
  "sam3-memory": () => import("../sam3/video/memory/places-task.ts"),
  "sam3-memory-text": () => import("../sam3/video/memory/text-task.ts"),
};

/** Rejects with InputError when there is no such task. */
export async function taskOf(name: string, own: Readonly<Record<string, string>>): Promise<Task<unknown, unknown>> {
  const url = own[name];
  const load = url === undefined ? TASKS[name] : () => import(url) as ReturnType<Loader>;
  if (!load) {
    const names = [...Object.keys(TASKS), ...Object.keys(own)];
    throw new InputError(`there is no task ${JSON.stringify(name)}; there are ${names.join(", ")}`);
  }
  const { default: task } = await load();
  return task as Task<unknown, unknown>;
}
