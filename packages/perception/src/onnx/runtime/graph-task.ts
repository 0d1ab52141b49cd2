import { InputError } from "@spatialclaw/media";
import { ROLES, type Role } from "../manifest/index.ts";
import type { Feed, OutTensor, Task } from "./task.ts";

export interface GraphInput {
  readonly role: Role;
  /** By canonical name. */
  readonly feeds: Readonly<Record<string, Feed>>;
  readonly outputs?: readonly string[];
}

/** One run of one graph, as it is: for self-tests and comparisons with other runtimes. */
const task: Task<GraphInput, Readonly<Record<string, OutTensor>>> = {
  version: 1,
  roles: [],
  run({ role, feeds, outputs }, { graph }) {
    if (!ROLES.includes(role))
      throw new InputError(`there is no role ${JSON.stringify(role)}; there are ${ROLES.join(", ")}`);
    return graph(role).run(feeds, outputs ? { outputs } : {});
  },
};

export default task;
