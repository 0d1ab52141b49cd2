import type { EncodedImage } from "@spatialclaw/media";

/** A picture as the vision model sees it. */
export interface VlmPicture {
  /** Names the frame: "frame 12". */
  readonly label: string;
  readonly image: EncodedImage;
  /** Size of the image in pixels. */
  readonly width: number;
  readonly height: number;
}

/** Where the model sees a thing, in pixels of the picture with ends exclusive; or why it sees it nowhere. */
export type Sighting =
  | { readonly box: readonly [x0: number, y0: number, x1: number, y1: number] }
  | { readonly missing: string };

/**
 * The vision model behind `vlm.*`: each call is a look of its own that sees only these pictures and the question.
 * Rejects with one line when the model cannot be asked.
 */
export interface Vlm {
  ask(pictures: readonly VlmPicture[], question: string, signal: AbortSignal): Promise<string>;
  locate(picture: VlmPicture, what: string, signal: AbortSignal): Promise<Sighting>;
  /** Positions of the pictures that show it. */
  which(pictures: readonly VlmPicture[], what: string, signal: AbortSignal): Promise<readonly number[]>;
  /** One of the options; null when none fits. */
  choose(
    pictures: readonly VlmPicture[],
    question: string,
    options: readonly string[],
    signal: AbortSignal,
  ): Promise<string | null>;
}
