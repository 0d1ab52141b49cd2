import type { Packet } from "node-av/lib";
import type { RgbImage } from "../types.ts";
import { Container } from "./container.ts";
import { type DecodedFrame, Decoder } from "./decoder.ts";
import { decodingHardware } from "./hardware.ts";
import type { VideoIndex } from "./index-types.ts";
import type { Av } from "./library.ts";
import { lowerBound } from "./lower-bound.ts";
import { ticks } from "./ticks.ts";
import { ToRgb } from "./to-rgb.ts";

export interface VideoFile {
  readonly av: Av;
  readonly file: string;
  /** For errors. */
  readonly shown: string;
  readonly index: VideoIndex;
  /** Whether a device may decode, where there is one. */
  readonly mayUseHardware?: boolean;
}

/** Instead of a key frame: decoding begins where the file does. */
const START = -1;
/** Frames that are decoded rather than skipped by a seek, which throws away what the decoder holds. */
const NEAR = 16;

/** Decodes chosen frames of one video: seeks to the key frame before the next one, or goes on where it is. */
export class VideoReader {
  readonly #source: VideoFile;
  readonly #toRgb: ToRgb;
  readonly #packet: Packet;
  #container: Container | null = null;
  #decoder: Decoder | null = null;
  /** When the last packet was to be decoded, and the last frame to be shown. */
  #sent = Number.NEGATIVE_INFINITY;
  #shown = Number.NEGATIVE_INFINITY;
  /** All packets were sent; all frames came out. */
  #isEnded = false;
  #isDrained = false;
  /** After a seek: packets before this key frame are left out. */
  #awaited: number | null = null;
  #decoded = 0;
  #isSoft: boolean;

  constructor(source: VideoFile) {
    this.#source = source;
    this.#isSoft = !source.mayUseHardware;
    this.#toRgb = new ToRgb(source.av, source.index);
    this.#packet = new source.av.lib.Packet();
    this.#packet.alloc();
  }

  /** How many frames were decoded so far, wanted or not. */
  get decoded(): number {
    return this.#decoded;
  }

  /** One frame by its index; quickest in rising order. null: the decoder does not give it, the file is damaged there. */
  async read(frame: number): Promise<RgbImage | null> {
    if (this.#isSoft) return this.#read(frame);
    const found = await this.#read(frame).catch(() => null);
    if (found) return found;
    // Whatever a device does not do, FFmpeg itself does.
    this.#isSoft = true;
    await this.#open();
    return this.#read(frame);
  }

  async #read(frame: number): Promise<RgbImage | null> {
    const { pts } = this.#source.index;
    const target = pts[frame] as number;
    for (let key = this.#keyBefore(target); ; key = key > 0 ? key - 1 : START) {
      const isNew = this.#isBehind(key, target);
      if (isNew) await this.#begin(key);
      const first = isNew ? Number.NaN : this.#shown;
      const { found, before } = await this.#advance(target);
      if (found) return this.#toRgb.convert(found.frame);
      // Frames before it came, it did not. Else decoding began too late: the container seeks coarsely, or the key
      // frame is shown late.
      if (before || Number.isFinite(first) || key === START) return null;
    }
  }

  async close(): Promise<void> {
    this.#toRgb.close();
    this.#packet.free();
    this.#decoder?.close();
    await this.#container?.close();
  }

  async #advance(target: number): Promise<{ found: DecodedFrame | null; before: boolean }> {
    for (let before = false; ; ) {
      const next = await this.#next(target);
      if (!next) return { found: null, before };
      if (!Number.isFinite(next.at)) continue;
      this.#shown = next.at;
      if (next.at === target) return { found: next, before };
      if (next.at > target) return { found: null, before };
      before = true;
    }
  }

  async #next(target: number): Promise<DecodedFrame | null> {
    const [container, decoder] = [this.#container as Container, this.#decoder as Decoder];
    for (;;) {
      const got = await decoder.receive();
      if (got) {
        this.#decoded++;
        return got;
      }
      if (this.#isEnded) {
        this.#isDrained = true;
        return null;
      }
      this.#isEnded = !(await container.read(this.#packet));
      if (this.#isEnded) await decoder.send(null);
      else if (this.#isWanted(container)) {
        // Every other picture is one that nothing is built on, as a rule: decoding those on the way is half of the work.
        const { av, index } = this.#source;
        await decoder.send(this.#packet, index.isFromPackets && ticks(this.#packet.pts, av) < target);
      }
      this.#packet.unref();
    }
  }

  #isWanted(container: Container): boolean {
    const { av, index } = this.#source;
    if (!container.isVideo(this.#packet)) return false;
    const [dts, pts] = [ticks(this.#packet.dts, av), ticks(this.#packet.pts, av)];
    if (this.#awaited !== null) {
      const key = index.keys[this.#awaited];
      if (!this.#packet.isKeyframe || (key && (dts < key.dts || (Number.isNaN(dts) && pts < key.pts)))) return false;
      this.#awaited = null;
    }
    if (Number.isFinite(dts)) this.#sent = dts;
    return true;
  }

  /** The last key frame that is shown no later. */
  #keyBefore(target: number): number {
    return this.#source.index.keys.findLastIndex(({ pts }) => pts <= target);
  }

  /** Whether going on from here would miss the frame, or decode more than a seek to that key frame. */
  #isBehind(key: number, target: number): boolean {
    if (!this.#container || this.#isDrained || this.#shown >= target) return true;
    const { keys, pts } = this.#source.index;
    const found = keys[key];
    if (found === undefined || found.dts <= this.#sent) return false;
    return lowerBound(pts, found.pts) - lowerBound(pts, this.#shown) > NEAR;
  }

  async #begin(key: number): Promise<void> {
    const found = this.#source.index.keys[key];
    if (this.#container && this.#decoder && found && (await this.#container.seek(found.dts))) {
      this.#decoder.forget();
      this.#reset(key);
      return;
    }
    await this.#open();
    if (found && (await (this.#container as unknown as Container).seek(found.dts))) this.#awaited = key;
  }

  async #open(): Promise<void> {
    const { av, file, shown } = this.#source;
    this.#decoder?.close();
    await this.#container?.close();
    this.#decoder = null;
    this.#container = await Container.open(av, file, shown);
    this.#container.ignoreOthers();
    const hardware = this.#isSoft ? null : await decodingHardware();
    this.#decoder = await Decoder.open(av, this.#container, shown, hardware);
    this.#reset(null);
  }

  #reset(awaited: number | null): void {
    this.#shown = Number.NEGATIVE_INFINITY;
    this.#sent = Number.NEGATIVE_INFINITY;
    this.#awaited = awaited;
    this.#isEnded = false;
    this.#isDrained = false;
  }
}
