import type { RgbImage, SourceFrame } from "@spatialclaw/media";
import type { PageStore } from "@spatialclaw/store";
import type { FramePlace, PixelsResult } from "../wire.ts";

/** The host's side of a frame's colours: whole pictures travel as pages, statistics as one number. */
export function createPixelCalls(frames: readonly SourceFrame[], references: readonly SourceFrame[], pages: PageStore) {
  const decode = ({ at, reference }: FramePlace): Promise<RgbImage> => {
    const frame = (reference ? references : frames)[at];
    if (!frame) throw new RangeError(`the input has no ${reference ? "reference image" : "frame"} at position ${at}`);
    return frame.pixels();
  };

  return {
    async pixels(args: FramePlace): Promise<PixelsResult> {
      return { page: pages.put((await decode(args)).data) };
    },

    async brightness(args: FramePlace): Promise<number> {
      return meanLuma((await decode(args)).data);
    },
  };
}

/** Rec. 709 luma of sRGB values, 0..255. */
function meanLuma(data: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < data.length; i += 3) sum += 0.2126 * data[i]! + 0.7152 * data[i + 1]! + 0.0722 * data[i + 2]!;
  return sum / (data.length / 3);
}
