import { type EncodedImage, type PictureFormat, reencode } from "@spatialclaw/media";
import { ChatError } from "./types.ts";

/**
 * Turns pictures into the data URLs that requests carry, each picture once however many requests carry it: the same
 * object gives the same string.
 */
export class PictureUrls {
  readonly #format: PictureFormat;
  readonly #urls = new WeakMap<EncodedImage, Promise<string>>();

  constructor(format: PictureFormat) {
    this.#format = format;
  }

  /** Rejects with ChatError for bytes that are no picture. */
  of(image: EncodedImage, label: string): Promise<string> {
    let url = this.#urls.get(image);
    if (!url) {
      url = dataUrl(image, this.#format).catch((error: unknown) => {
        const reason = error instanceof Error ? error.message.split("\n")[0] : error;
        throw new ChatError(`the picture ${JSON.stringify(label)} cannot be prepared for the model: ${reason}`);
      });
      this.#urls.set(image, url);
    }
    return url;
  }
}

async function dataUrl(image: EncodedImage, format: PictureFormat): Promise<string> {
  const { mime, bytes } = await reencode(image, format);
  const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
  return `data:${mime};base64,${base64}`;
}
