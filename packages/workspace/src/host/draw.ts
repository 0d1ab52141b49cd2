import { Mask } from "@spatialclaw/geometry";
import { drawBev, drawOverlay, type EncodedImage, type SourceFrame } from "@spatialclaw/media";
import type { PageStore } from "@spatialclaw/store";
import type { MaskInfo, PictureItem } from "../wire.ts";

/** What a cell showed, drawn. */
export interface Picture {
  readonly image: EncodedImage;
  /** Names the frame. */
  readonly label: string;
  readonly width: number;
  readonly height: number;
}

export interface Sources {
  readonly frames: ReadonlyMap<number, SourceFrame>;
  readonly references: readonly SourceFrame[];
  readonly pages: PageStore;
}

/** Turns descriptions of pictures, as `show` sends them, into pictures. */
export function createDraw({ frames, references, pages }: Sources) {
  const frameOf = (index: number): SourceFrame => {
    const frame = frames.get(index);
    if (!frame) throw new RangeError(`cannot draw frame ${index}: it is not in this input`);
    return frame;
  };

  return async function draw(item: PictureItem): Promise<Picture> {
    const { label } = item;
    switch (item.kind) {
      case "frame": {
        const reference = references.find((frame) => frame.frameIndex === item.frame);
        const frame = item.reference && reference ? reference : frameOf(item.frame);
        return { label, image: await frame.encoded(), width: frame.width, height: frame.height };
      }
      case "overlay": {
        const frame = frameOf(item.frame);
        const masks = item.masks.map(({ label: name, mask }) => ({ label: name, mask: maskOf(mask, frame, pages) }));
        return { label, ...(await drawOverlay(await frame.pixels(), masks)) };
      }
      case "bev":
        return { label, ...(await drawBev(item)) };
    }
  };
}

function maskOf(info: MaskInfo, { width, height }: SourceFrame, pages: PageStore): Mask {
  return Mask.fromBits(width, height, "bits" in info ? pages.get(info.bits) : bitsOf(info.runs, width * height));
}

/** Packed bits of alternating runs, the first one unset. */
function bitsOf(runs: readonly number[], pixels: number): Uint8Array {
  const bits = new Uint8Array(Math.ceil(pixels / 8));
  let at = 0;
  runs.forEach((run, n) => {
    const end = Math.min(pixels, at + run);
    if (n % 2 === 1) for (let i = at; i < end; i++) bits[i >> 3] = (bits[i >> 3] as number) | (1 << (i & 7));
    at = end;
  });
  return bits;
}
