import type { AskLimits, ChatModel, InterfaceName, SessionOptions } from "@spatialclaw/agent";
import type { MediaInput, Sampling } from "@spatialclaw/media";
import type { Perception } from "@spatialclaw/perception";
import type { ProtocolName } from "../benchmark/types.ts";

/** Which traces stay: those of samples without a full score are what people look at. */
export type Traces = "all" | "failed" | "none";

/** How samples are asked; the same for all of a run. */
export interface AskSetup {
  readonly model: ChatModel;
  readonly interface: InterfaceName;
  readonly limits: AskLimits;
  /** Further choices of a session. */
  readonly choices: Pick<SessionOptions, "prompts" | "omit" | "checklist" | "reflections" | "pictures">;
  /** In place of what a benchmark's card says about frames; undefined: the card counts. */
  readonly keyFrames?: number | undefined;
  readonly sampling?: Sampling | undefined;
  readonly protocol: ProtocolName;
  /** What sees an input; throws InputError where nothing can. `seed` is the sample's own. */
  readonly perceive: (input: MediaInput, seed: string) => Perception;
}

/** Interfaces whose replies are the answer: they see pictures and need no perception. */
export const answersAlone = (name: InterfaceName): boolean => name === "none" || name === "direct";
