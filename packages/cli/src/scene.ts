import type { MediaInput } from "@spatialclaw/media";
import { choosePerception, type Perception } from "@spatialclaw/perception";
import { type CustomTool, createScene, type Scene } from "@spatialclaw/workspace";
import { type Input, type InputOptions, type OneInputOptions, openNamed } from "./inputs.ts";

export interface OpenSceneOptions extends InputOptions, OneInputOptions {
  /** Where depth and masks come from; default: what the input brings along. Closed with the scene. */
  readonly perception?: ((input: MediaInput) => Perception) | undefined;
  /** Learns what cells would have seen printed: misses and what was tried, frames left out; what is odd about the input. */
  readonly onNote?: ((note: string) => void) | undefined;
  readonly tools?: readonly CustomTool[] | undefined;
}

/**
 * The cell API for ordinary programs, without a model: `reconstruct`, `segment`, `findObject`, `closest`, `heading`,
 * and `run` for everything else. Rejects with InputError when the input cannot be used.
 */
export async function openScene(
  input: Input,
  { perception: choose = choosePerception, onNote, tools, ...options }: OpenSceneOptions = {},
): Promise<Scene> {
  const media = await openNamed(input, options);
  for (const line of media.warnings ?? []) onNote?.(line);
  return createScene({ input: media, perception: choose(media), onNote, ...(tools ? { tools } : {}) });
}
