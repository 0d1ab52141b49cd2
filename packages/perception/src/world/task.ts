import type { Task } from "../onnx/runtime/task.ts";
import { type FoundUp, findUp } from "./find-up.ts";
import type { WorldView } from "./sample.ts";

export interface WorldInput {
  readonly views: readonly WorldView[];
  /** What looked for the floor: "SAM 3". */
  readonly floorSource: string;
}

/** Which way is up. Runs no graph: it is in the worker because it takes a while. */
const task: Task<WorldInput, FoundUp> = {
  version: 1,
  roles: [],
  async run({ views, floorSource }) {
    return findUp(views, floorSource);
  },
};

export default task;
