import {
  type EncodedImage,
  encode,
  paintBev,
  paintChart,
  paintCrop,
  paintMarks,
  paintOverlay,
  paintSheet,
  pictureCanvas,
  type SourceFrame,
  type Surface,
} from "@spatialclaw/media";
import type { PageStore } from "@spatialclaw/store";
import type { FramePlace, PictureItem } from "../wire.ts";
import { maskOf } from "./masks.ts";

/** What a cell showed, drawn. */
export interface Picture {
  readonly image: EncodedImage;
  /** Names the frame. */
  readonly label: string;
  readonly width: number;
  readonly height: number;
}

export interface Sources {
  readonly frames: readonly SourceFrame[];
  readonly references: readonly SourceFrame[];
  readonly pages: PageStore;
}

/** Turns descriptions of pictures, as `show` sends them, into pictures. */
export function createDraw({ frames, references, pages }: Sources) {
  const frameAt = ({ at, reference }: FramePlace): SourceFrame => {
    const frame = (reference ? references : frames)[at];
    if (!frame) throw new RangeError(`the input has no ${reference ? "reference image" : "frame"} at position ${at}`);
    return frame;
  };

  async function paint(item: PictureItem): Promise<Surface> {
    switch (item.kind) {
      case "frame":
        return pictureCanvas(await frameAt(item.place).pixels());
      case "overlay": {
        const frame = frameAt(item.place);
        const masks = item.masks.map(({ label, mask }) => ({ label, mask: maskOf(mask, frame, pages) }));
        return paintOverlay(await frame.pixels(), masks);
      }
      case "bev":
        return paintBev(item);
      case "chart":
        return paintChart(item);
      case "marked": {
        const surface = await paint(item.on);
        paintMarks(surface, item.marks);
        return surface;
      }
      case "crop":
        return paintCrop(await paint(item.of), item.box, item.width, item.height);
      case "grid":
        return paintSheet({
          ...item,
          pictures: item.pictures.map((picture) => ({ label: picture.label, paint: () => paint(picture) })),
        });
    }
  }

  return async function draw(item: PictureItem): Promise<Picture> {
    const { label } = item;
    if (item.kind === "frame") {
      // As it came: nothing is gained by compressing it again.
      const frame = frameAt(item.place);
      return { label, image: await frame.encoded(), width: frame.width, height: frame.height };
    }
    return { label, ...(await encode(await paint(item), holdsPhoto(item) ? "image/jpeg" : "image/png")) };
  };
}

function holdsPhoto(item: PictureItem): boolean {
  switch (item.kind) {
    case "frame":
    case "overlay":
      return true;
    case "bev":
    case "chart":
      return false;
    case "marked":
      return holdsPhoto(item.on);
    case "crop":
      return holdsPhoto(item.of);
    case "grid":
      return item.pictures.some(holdsPhoto);
  }
}
