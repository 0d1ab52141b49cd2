import { type EncodedImage, type PictureFormat, reencode } from "@spatialclaw/media";
import { LongText } from "./body.ts";
import { ChatError } from "./types.ts";

/**
 * Turns pictures into the data URLs that requests carry, each picture once however many requests carry it: the same
 * object gives the same text.
 */
export class PictureUrls {
  readonly #format: PictureFormat;
  readonly #urls = new WeakMap<EncodedImage, Promise<LongText>>();

  constructor(format: PictureFormat) {
    this.#format = format;
  }

  /** Rejects with ChatError for bytes that are no picture. */
  of(image: EncodedImage, label: string): Promise<LongText> {
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

async function dataUrl(image: EncodedImage, format: PictureFormat): Promise<LongText> {
  const { mime, bytes } = await reencode(image, format);
  const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
  return new LongText(`data:${mime};base64,${base64}`);
}
