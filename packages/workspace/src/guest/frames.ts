import type { GuestHost } from "@spatialclaw/kernel";
import type { FrameInfo, FramePlace, PixelsResult } from "../wire.ts";
import { fail, number, shown } from "./check.ts";
import { formatNumber } from "./format/numbers.ts";
import { defineType } from "./format/printers.ts";
import { callEach } from "./lists.ts";
import { FramePixels } from "./pixels.ts";

/** One picture of the input, or a reference image of the question. */
export class InputFrame implements Frame {
  readonly frameIndex: FrameIndex;
  readonly video: number | null;
  readonly width: number;
  readonly height: number;
  readonly seconds: number | null;
  readonly #place: FramePlace;
  readonly #host: GuestHost;

  constructor(host: GuestHost, info: FrameInfo, place: FramePlace) {
    this.frameIndex = info.frameIndex as FrameIndex;
    this.video = info.video;
    this.width = info.width;
    this.height = info.height;
    this.seconds = info.seconds;
    this.#place = place;
    this.#host = host;
    Object.freeze(this);
  }

  static is(value: unknown): value is InputFrame {
    return typeof value === "object" && value !== null && #place in value;
  }

  static isReference(frame: Frame): boolean {
    return InputFrame.is(frame) && frame.#place.reference;
  }

  /** Where it stands among the frames of the input, or among the references: what travels to the host. */
  static placeOf(frame: Frame): FramePlace {
    return InputFrame.is(frame) ? frame.#place : fail("frame", `expected a frame, got ${shown(frame)}`);
  }

  /** Mean brightness of each, in one call of the host; a frame that cannot be read is NaN. */
  static brightness(frames: readonly Frame[]): Float64Array {
    const own = frames.filter((frame) => InputFrame.is(frame));
    const items = own.map((frame) => ({ args: frame.#place, name: frameName(frame) }));
    const found = own[0] ? callEach<number>(own[0].#host, "brightness", items) : [];
    return Float64Array.from(found, (value) => value ?? Number.NaN);
  }

  px(nx: number, ny: number): Px {
    const range = { min: 0, max: 1 };
    return [number("Frame.px(nx)", nx, range) * this.width, number("Frame.px(ny)", ny, range) * this.height];
  }

  pixels(): Pixels {
    const { page } = this.#host.call("pixels", this.#place) as PixelsResult;
    return new FramePixels(this, this.#host.page(page));
  }
}

/** How people and models call it: `frame 12`, `frame 12 of video 2`, `reference image 0`. */
export function frameName(frame: Frame): string {
  if (InputFrame.isReference(frame)) return `reference image ${frame.frameIndex}`;
  return `frame ${frame.frameIndex}${frame.video === null ? "" : ` of video ${frame.video}`}`;
}

/** Its position among the frames of the input. */
export function positionOf(frame: Frame): number {
  return InputFrame.placeOf(frame).at;
}

/** Frames in order, frozen. What arrays make of it (`filter`, `map`) are plain arrays; a slice is a list of frames. */
export class FrameList extends Array<Frame> implements Frames {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  constructor(frames: Iterable<Frame>) {
    super();
    for (const frame of frames) this.push(frame);
    Object.freeze(this);
  }

  get first(): Frame {
    return this.#pick("first", 0);
  }

  get middle(): Frame {
    return this.#pick("middle", this.length >> 1);
  }

  get last(): Frame {
    return this.#pick("last", this.length - 1);
  }

  override at(position: number): Frame {
    const most = { min: -this.length, max: this.length - 1, integer: true };
    if (this.length === 0) return this.#pick("at", 0);
    return super.at(number("Frames.at(position)", position, most)) as Frame;
  }

  override slice(from?: number, to?: number): FrameList {
    return new FrameList(super.slice(from, to));
  }

  sample(n: number): Frames {
    number("Frames.sample(n)", n, { min: 1, integer: true });
    return new FrameList(spread([...this], n));
  }

  stride(k: number): Frames {
    number("Frames.stride(k)", k, { min: 1, integer: true });
    return new FrameList(this.filter((_, i) => i % k === 0));
  }

  by(frame: FrameRef | number): Frame | null {
    if (InputFrame.is(frame)) return this.includes(frame) ? frame : null;
    const index = number("Frames.by(frame)", frame, { integer: true });
    const found = this.filter((candidate) => candidate.frameIndex === index);
    if (found.length > 1) fail("Frames.by(frame)", severalVideos(found));
    return found[0] ?? null;
  }

  around(frame: FrameRef, n: number): Frames {
    const where = "Frames.around(frame)";
    const reach = number("Frames.around(n)", n, { min: 0, integer: true });
    const at = this.indexOf(
      this.by(frame) ?? fail(where, `${shown(frame)} is not in this list (${describeFrames([...this])})`),
    );
    return this.slice(Math.max(0, at - reach), at + reach + 1);
  }

  atTime(seconds: number): Frame {
    number("Frames.atTime(seconds)", seconds);
    this.#pick("atTime", 0);
    const gap = (frame: Frame): number =>
      frame.seconds === null
        ? fail("Frames.atTime", "these are photos without times; use .at(position) or .by(frameIndex)")
        : Math.abs(frame.seconds - seconds);
    return this.reduce((best, frame) => (gap(frame) < gap(best) ? frame : best));
  }

  brightness(): Float64Array {
    return InputFrame.brightness(this);
  }

  #pick(name: string, i: number): Frame {
    return this[i] ?? fail(`Frames.${name}`, "there are no frames in this list; test its length first");
  }
}

/** n elements, evenly spread, first and last included; all of them when there are fewer. */
export function spread<T>(list: readonly T[], n: number): T[] {
  if (list.length <= n) return [...list];
  if (n === 1) return list.slice(0, 1);
  return Array.from({ length: n }, (_, i) => list[Math.round((i * (list.length - 1)) / (n - 1))] as T);
}

/** Finds the frames that a cell means, and says what there is when it means none. */
export class FrameTable {
  readonly input: FrameList;
  readonly references: FrameList;
  readonly #byIndex = new Map<number, Frame[]>();

  constructor(host: GuestHost, input: readonly FrameInfo[], references: readonly FrameInfo[]) {
    this.input = new FrameList(input.map((info, at) => new InputFrame(host, info, { at, reference: false })));
    this.references = new FrameList(references.map((info, at) => new InputFrame(host, info, { at, reference: true })));
    for (const frame of this.input)
      this.#byIndex.set(frame.frameIndex, [...(this.#byIndex.get(frame.frameIndex) ?? []), frame]);
  }

  /** A frame of the input by itself or by its absolute index. */
  resolve(where: string, value: unknown): Frame {
    if (InputFrame.is(value)) {
      if (!InputFrame.isReference(value)) return value;
      return fail(where, `${frameName(value)} is no frame of this input; pass one of InputImages`);
    }
    const found = typeof value === "number" ? (this.#byIndex.get(value) ?? []) : [];
    if (found.length > 1) fail(where, severalVideos(found));
    return found[0] ?? fail(where, `${shown(value)} is not a frame of this input (${describeFrames(this.input)})`);
  }

  /** One frame or a list, without doubles, in the order of the input. */
  resolveAll(where: string, value: unknown): Frame[] {
    if (!Array.isArray(value)) return [this.resolve(where, value)];
    if (value.length === 0)
      fail(where, `the list of frames is empty; pass InputImages (${describeFrames(this.input)})`);
    const frames = value.map((item: unknown, i) => this.resolve(`${where}[${i}]`, item));
    return [...new Set(frames)].sort((a, b) => positionOf(a) - positionOf(b));
  }

  /** By its position among the frames of the input, as the host names it. */
  at(position: number): Frame {
    return this.input.at(position);
  }
}

function severalVideos(found: readonly Frame[]): string {
  const [first] = found;
  const videos = found.map(({ video }) => video);
  return `videos ${videos.join(" and ")} each have a frame ${first?.frameIndex}; pass the frame itself, as InputImages_${videos[0]}.by(${first?.frameIndex})`;
}

/** `frames 0..31`, or the first few where there are gaps; of several videos, each by itself. */
export function describeFrames(frames: readonly Frame[]): string {
  const videos = [...new Set(frames.map(({ video }) => video))];
  if (videos.length > 1)
    return videos.map((video) => describeFrames(frames.filter((frame) => frame.video === video))).join("; ");
  const of = typeof videos[0] === "number" ? ` of video ${videos[0]}` : "";
  const indices = frames.map((frame) => frame.frameIndex as number);
  const [first, last] = [indices[0], indices.at(-1)];
  if (first === undefined || last === undefined) return "no frames";
  if (indices.length === 1) return `frame ${first}${of}`;
  if (last - first === indices.length - 1) return `frames ${first}..${last}${of}`;
  if (indices.length <= 12) return `frames ${indices.join(", ")}${of}`;
  return `${indices.length} frames: ${indices.slice(0, 4).join(", ")}, … ${last}${of}`;
}

defineType(InputFrame, (frame) => {
  const name = frameName(frame).replace(/^f/, "F");
  const time = frame.seconds === null ? "" : ` at ${formatNumber(frame.seconds)} s`;
  return `${name} (${frame.width}x${frame.height}${time})`;
});
defineType(FrameList, (frames) => `Frames(${frames.length}) ${describeFrames([...frames])}`);
