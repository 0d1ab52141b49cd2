import type { MediaInput } from "@spatialclaw/media";
import { choosePerception, type Perception, type PerceptionChoices } from "@spatialclaw/perception";
import { perceptionChoices, resolveWithoutFiles } from "./config/index.ts";

/** Where depth and masks come from: a perception of one's own, or which models add what an input does not bring. */
export type Perceive = ((input: MediaInput) => Perception) | PerceptionChoices;

/** For the library: what the program says, else the environment; no files. */
export function perceiving(how: Perceive | undefined, env: NodeJS.ProcessEnv = process.env) {
  if (typeof how === "function") return how;
  return (input: MediaInput): Perception =>
    choosePerception(input, { ...perceptionChoices(resolveWithoutFiles({ env })), ...how });
}
