import { createKernel, type Json, type Kernel, type KernelLimits } from "@spatialclaw/kernel";
import { InputError, type MediaInput, type OpenOptions } from "@spatialclaw/media";
import { choosePerception, type Perception, type PerceptionChoices } from "@spatialclaw/perception";
import { createWorkspace, type Picture } from "@spatialclaw/workspace";
import { openNamed } from "../inputs.ts";

export interface ReplOptions {
  /** Empty: a session without pictures. */
  readonly input: readonly string[];
  readonly opening?: OpenOptions;
  readonly perception?: PerceptionChoices;
  readonly check: boolean;
  readonly limits: Partial<KernelLimits>;
}

export interface ReplSession {
  readonly kernel: Kernel;
  /** What a person should know of the input, one line each. */
  readonly warnings: readonly string[];
  picture(item: Json): Promise<Picture>;
  close(): Promise<void>;
}

/** The kernel and the workspace that an ask would have, for a person or a program that writes the cells itself. */
export async function openSession({
  input: paths,
  opening,
  perception: choices,
  check,
  limits,
}: ReplOptions): Promise<ReplSession> {
  const input = paths.length > 0 ? await openNamed(paths, opening) : NO_INPUT;
  const perception = paths.length > 0 ? choosePerception(input, choices) : NO_PERCEPTION;
  const workspace = await createWorkspace({ input, perception, vlm: null, answerForm: { kind: "any" } });
  const kernel = await createKernel({ ...workspace.kernelOptions, check, limits });
  return {
    kernel,
    warnings: input.warnings ?? [],
    picture: (item) => workspace.picture(item),
    async close() {
      await kernel.close();
      await perception.close();
    },
  };
}

const NO_INPUT: MediaInput = {
  kind: "images",
  name: "nothing",
  frames: [],
  fps: null,
  durationSec: null,
  capture: null,
};

const nothing = async (): Promise<never> => {
  throw new InputError("this session has no pictures; start it with --input <path>");
};

const NO_PERCEPTION: Perception = {
  name: "none",
  maxFrames: 1,
  reconstruct: nothing,
  segment: nothing,
  close: async () => {},
};
