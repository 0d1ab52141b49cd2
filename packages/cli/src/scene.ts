import { type CustomTool, createScene, type Scene } from "@spatialclaw/workspace";
import { type Input, type InputOptions, type OneInputOptions, openNamed } from "./inputs.ts";
import { type Perceive, perceiving } from "./perceive.ts";

export interface OpenSceneOptions extends InputOptions, OneInputOptions {
  /** Where depth and masks come from, as for SpatialClaw. Closed with the scene. */
  readonly perception?: Perceive | undefined;
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
  { perception, onNote, tools, ...options }: OpenSceneOptions = {},
): Promise<Scene> {
  const media = await openNamed(input, options);
  for (const line of media.warnings ?? []) onNote?.(line);
  return createScene({ input: media, perception: perceiving(perception)(media), onNote, ...(tools ? { tools } : {}) });
}
