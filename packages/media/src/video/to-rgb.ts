import type { Frame, SoftwareScaleContext } from "node-av/lib";
import sharp from "sharp";
import type { RgbImage } from "../types.ts";
import { inMemory } from "./hardware.ts";
import type { VideoIndex } from "./index-types.ts";
import type { Av } from "./library.ts";

/** Makes upright sRGB of decoded frames. */
export class ToRgb {
  readonly #av: Av;
  readonly #index: VideoIndex;
  readonly #scaler: SoftwareScaleContext;

  constructor(av: Av, index: VideoIndex) {
    this.#av = av;
    this.#index = index;
    this.#scaler = new av.lib.SoftwareScaleContext();
    // Not set up any further: then it reads matrix and range of the colours from each frame. node-av's own Scaler
    // takes BT.601 for all.
    this.#scaler.allocContext();
  }

  async convert(frame: Frame): Promise<RgbImage> {
    const { lib, constants } = this.#av;
    const { turn } = this.#index;
    const [width, height] = this.#storedSize();
    const rgb = new lib.Frame();
    rgb.alloc();
    try {
      rgb.width = width;
      rgb.height = height;
      rgb.format = constants.AV_PIX_FMT_RGB24;
      lib.FFmpegError.throwIfError(rgb.allocBuffer(), "no memory for a frame");
      const near = await inMemory(this.#av, frame);
      try {
        lib.FFmpegError.throwIfError(await this.#scaler.scaleFrame(rgb, near), "conversion to RGB");
      } finally {
        if (near !== frame) near.free();
      }
      const stored = new Uint8Array(rgb.toBuffer());
      if (turn.clockwise === 0 && !turn.mirrored) return { width, height, data: stored };
      return turned({ width, height, data: stored }, turn.clockwise, turn.mirrored);
    } finally {
      rgb.free();
    }
  }

  close(): void {
    this.#scaler.freeContext();
  }

  #storedSize(): [number, number] {
    const { width, height, turn } = this.#index;
    return turn.clockwise % 180 === 0 ? [width, height] : [height, width];
  }
}

async function turned({ width, height, data }: RgbImage, clockwise: number, mirrored: boolean): Promise<RgbImage> {
  // One step a pipeline: sharp would mirror before it turns.
  const raw = { raw: { width, height, channels: 3 as const } };
  const { data: out, info } = await sharp(data, raw).rotate(clockwise).raw().toBuffer({ resolveWithObject: true });
  const size = { width: info.width, height: info.height };
  if (!mirrored) return { ...size, data: new Uint8Array(out) };
  const flopped = await sharp(out, { raw: { ...size, channels: 3 } })
    .flop()
    .raw()
    .toBuffer();
  return { ...size, data: new Uint8Array(flopped) };
}
