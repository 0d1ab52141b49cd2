import { setTimeout as wait } from "node:timers/promises";
import type { DiskCache } from "../cache/disk-cache.ts";
import { Lru } from "../cache/lru.ts";
import { encodeJpeg, encodePng, readRgb } from "../images.ts";
import { type EncodedImage, InputError, type RgbImage } from "../types.ts";
import { secondsAt } from "./index-types.ts";
import { type VideoFile, VideoReader } from "./reader.ts";

/** Pixels kept in memory, of one video. */
const LRU_BYTES = 64 * 2 ** 20;
/** After so long without a question, the file and the decoder's memory are given back. */
const IDLE_MS = 1500;
/** Changes when decoded pixels would: older files of the cache are no longer found. */
const VERSION = "v1";

interface Wanted {
  readonly frame: number;
  /** Never rejects. */
  readonly deliver: (picture: RgbImage | null, error: unknown) => Promise<void>;
}

/**
 * The pictures of one video. What is asked for at the same time is decoded in one pass, in rising order, and one picture
 * at a time: 32 key frames never lie side by side in memory.
 */
export class FrameSource {
  readonly #video: VideoFile;
  readonly #disk: DiskCache | null;
  readonly #key: string;
  readonly #pixels = new Lru<number, RgbImage>(LRU_BYTES);
  #wanted: Wanted[] = [];
  #reader: VideoReader | null = null;
  #isBusy = false;
  #uses = 0;

  /** `key` names the content of the file. */
  constructor(video: VideoFile, key: string, disk: DiskCache | null) {
    this.#video = video;
    this.#key = key;
    this.#disk = disk;
  }

  async pixels(frame: number): Promise<RgbImage> {
    const known = this.#pixels.get(frame) ?? (await this.#fromDisk(frame));
    if (known) return copy(known);
    return this.#ask(frame, async (picture) => {
      this.#pixels.set(frame, picture, picture.data.byteLength);
      if (this.#disk) await this.#disk.put(this.#name(frame, "png"), await encodePng(picture, 1));
      return copy(picture);
    });
  }

  async encoded(frame: number): Promise<EncodedImage> {
    const name = this.#name(frame, "jpg");
    const known = await this.#disk?.get(name);
    if (known) return { mime: "image/jpeg", bytes: known };
    return this.#ask(frame, async (picture) => {
      const bytes = await encodeJpeg(picture);
      await this.#disk?.put(name, bytes);
      return { mime: "image/jpeg", bytes };
    });
  }

  #name(frame: number, ending: string): string {
    return `${this.#key}-${VERSION}-${frame}.${ending}`;
  }

  async #fromDisk(frame: number): Promise<RgbImage | null> {
    const name = this.#name(frame, "png");
    const bytes = await this.#disk?.get(name);
    if (!bytes) return null;
    try {
      return await readRgb(bytes, name);
    } catch {
      // A disk that was full, a machine that went down: decoded again.
      await this.#disk?.remove(name);
      return null;
    }
  }

  #ask<T>(frame: number, make: (picture: RgbImage) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const deliver = async (picture: RgbImage | null, error: unknown): Promise<void> => {
        if (!picture) reject(error ?? this.#damaged(frame));
        else await make(picture).then(resolve, reject);
      };
      this.#wanted.push({ frame, deliver });
      if (this.#isBusy) return;
      this.#isBusy = true;
      // Whoever asks for neighbours does so in one go: they come in one pass.
      setImmediate(() => void this.#work());
    });
  }

  async #work(): Promise<void> {
    while (this.#wanted.length > 0) {
      const batch = Map.groupBy(this.#wanted, ({ frame }) => frame);
      this.#wanted = [];
      for (const frame of [...batch.keys()].sort((a, b) => a - b)) {
        const [picture, error] = await this.#decode(frame);
        await Promise.all((batch.get(frame) ?? []).map(({ deliver }) => deliver(picture, error)));
      }
    }
    this.#isBusy = false;
    void this.#closeWhenIdle(++this.#uses);
  }

  async #decode(frame: number): Promise<[RgbImage | null, unknown]> {
    const known = this.#pixels.get(frame);
    if (known) return [known, null];
    try {
      this.#reader ??= new VideoReader(this.#video);
      return [await this.#reader.read(frame), null];
    } catch (error) {
      return [null, error];
    }
  }

  async #closeWhenIdle(use: number): Promise<void> {
    await wait(IDLE_MS, undefined, { ref: false });
    if (this.#isBusy || use !== this.#uses) return;
    const reader = this.#reader;
    this.#reader = null;
    await reader?.close();
  }

  #damaged(frame: number): InputError {
    const { index, shown } = this.#video;
    const at = secondsAt(index, index.pts[frame] as number).toFixed(2);
    return new InputError(
      `frame ${frame} of ${shown}, at ${at} s, cannot be decoded: the file is damaged there; copy it again, or leave that frame out`,
    );
  }
}

/** Callers may write into what they get. */
function copy({ width, height, data }: RgbImage): RgbImage {
  return { width, height, data: data.slice() };
}
