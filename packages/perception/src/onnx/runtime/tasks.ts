import { InputError } from "@spatialclaw/media";
import type { Task } from "./task.ts";

type Loader = () => Promise<{ readonly default: Task<never, unknown> }>;

/** The tasks that come with spatialclaw; each is loaded when it is first asked for. */
const TASKS: Readonly<Record<string, Loader>> = {
  graph: () => import("./graph-task.ts"),
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
