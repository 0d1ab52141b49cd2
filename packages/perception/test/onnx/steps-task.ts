// A task for tests: runs a graph some times, and writes down in which order the jobs of the worker had their runs.
import type { Task } from "../../src/onnx/runtime/task.ts";

export interface StepsInput {
  readonly name: string;
  readonly runs: number;
  /** How long each takes: about 3 ms a time. */
  readonly times: number;
}

const log: string[] = [];

const task: Task<StepsInput, readonly string[]> = {
  version: 1,
  roles: ["anyview"],
  async run({ name, runs, times }, { graph, report }) {
    const x = { data: new Float32Array(256 * 256), dims: [256, 256] };
    for (let done = 0; done < runs; done++) {
      await graph("anyview").run({ times: { data: [times], dims: [] }, x });
      log.push(name);
      report({ task: name, done: done + 1, total: runs, unit: "frames" });
    }
    return [...log];
  },
};

export default task;
