// A task for tests that goes wrong in the ways that tasks can.
import type { Task } from "../../src/onnx/runtime/task.ts";

const task: Task<string, unknown> = {
  version: 1,
  roles: [],
  async run(how, { memo }) {
    if (how === "throw") throw new TypeError("this task is broken\nand says so at length");
    if (how === "crash")
      setImmediate(() => {
        throw new Error("nobody catches this");
      });
    if (how === "leave") process.exit(9);
    if (how === "count") return { count: await memo("count", () => Math.random()) };
    return new Promise(() => {});
  },
};

export default task;
