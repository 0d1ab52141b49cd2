import { InputError, type MediaInput, openInput } from "@spatialclaw/media";
import { choosePerception, type Perception } from "@spatialclaw/perception";
import { type CustomTool, createScene, type Scene } from "@spatialclaw/workspace";

export interface OpenSceneOptions {
  /** Where depth and masks come from; default: what the input brings along. Closed with the scene. */
  readonly perception?: ((input: MediaInput) => Perception) | undefined;
  /** Learns what cells would have seen printed: misses and what was tried, frames left out. */
  readonly onNote?: ((note: string) => void) | undefined;
  readonly tools?: readonly CustomTool[] | undefined;
}

/**
 * The cell API for ordinary programs, without a model: `reconstruct`, `segment`, `findObject`, `closest`, `heading`,
 * and `run` for everything else. Rejects with InputError when the input cannot be used.
 */
export async function openScene(
  input: string | readonly string[],
  { perception: choose = choosePerception, onNote, tools }: OpenSceneOptions = {},
): Promise<Scene> {
  const paths = typeof input === "string" ? [input] : input;
  if (paths.length === 0) throw new InputError("no input is named; name a capture folder or pictures");
  const media = await openInput(paths);
  return createScene({ input: media, perception: choose(media), onNote, ...(tools ? { tools } : {}) });
}
