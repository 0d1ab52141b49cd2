import { InputError } from "@spatialclaw/media";
import type { Perception } from "@spatialclaw/perception";

/** For models that act without tools: nothing ever asks it. */
export function blindPerception(): Perception {
  const refuse = async (): Promise<never> => {
    throw new InputError("this run has no perception", "environment");
  };
  return { name: "none", maxFrames: 1, reconstruct: refuse, segment: refuse, close: async () => undefined };
}
