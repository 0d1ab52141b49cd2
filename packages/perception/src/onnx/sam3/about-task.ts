import type { Task } from "../runtime/task.ts";
import { type AssociationConfig, associationOf } from "./video/association/config.ts";

/** What a bundle can do, as far as it decides how a video is searched. */
export interface Abilities {
  /** Whether it follows objects by a memory. */
  readonly memory: boolean;
  /** Whether its detector takes boxes as examples. */
  readonly examples: boolean;
  readonly association: AssociationConfig;
}

/** Reads the manifest, where it lies; runs no graph. */
const task: Task<null, Abilities> = {
  version: 1,
  roles: [],
  async run(_, { manifest, has }) {
    const takesBoxes = manifest.roles.decoder?.inputs.boxes !== undefined && manifest.prompts?.boxes !== undefined;
    return {
      memory: has("memoryDecoder") && has("memoryAttention") && has("memoryEncoder"),
      examples: takesBoxes,
      association: associationOf(manifest.id, manifest.video?.association),
    };
  },
};

export default task;
