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

/**
 * The vision model behind `vlm.*`: each call is a look of its own that sees only these pictures and the question.
 * Rejects with one line when the model cannot be asked.
 */
export interface Vlm {
  ask(pictures: readonly VlmPicture[], question: string, signal: AbortSignal): Promise<string>;
  /** Box in pixels of the picture, ends exclusive; null when what is asked for is not visible. */
  locate(
    picture: VlmPicture,
    what: string,
    signal: AbortSignal,
  ): Promise<readonly [x0: number, y0: number, x1: number, y1: number] | null>;
  /** One of the options; null when none fits. */
  choose(
    pictures: readonly VlmPicture[],
    question: string,
    options: readonly string[],
    signal: AbortSignal,
  ): Promise<string | null>;
}
