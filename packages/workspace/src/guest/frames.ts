import type { GuestHost } from "@spatialclaw/kernel";
import type { FrameInfo, PixelsArgs, PixelsResult } from "../wire.ts";
import { fail, number, shown } from "./check.ts";
import { formatNumber } from "./format/numbers.ts";
import { defineType } from "./format/printers.ts";
import { callEach } from "./lists.ts";
import { FramePixels } from "./pixels.ts";

/** One picture of the input, or a reference image of the question. */
export class InputFrame implements Frame {
  readonly frameIndex: FrameIndex;
  readonly width: number;
  readonly height: number;
  readonly seconds: number | null;
  readonly #reference: boolean;
  readonly #host: GuestHost;

  constructor(host: GuestHost, info: FrameInfo, reference: boolean) {
    this.frameIndex = info.frameIndex as FrameIndex;
    this.width = info.width;
    this.height = info.height;
    this.seconds = info.seconds;
    this.#reference = reference;
    this.#host = host;
    Object.freeze(this);
  }

  static is(value: unknown): value is InputFrame {
    return typeof value === "object" && value !== null && #reference in value;
  }

  static isReference(frame: InputFrame): boolean {
    return frame.#reference;
  }

  /** Mean brightness of each, in one call of the host; a frame that cannot be read is NaN. */
  static brightness(frames: readonly Frame[]): Float64Array {
    const own = frames.filter((frame) => InputFrame.is(frame));
    const items = own.map((frame) => ({ args: frame.#wire(), name: `frame ${frame.frameIndex}` }));
    const found = own[0] ? callEach<number>(own[0].#host, "brightness", items) : [];
    return Float64Array.from(found, (value) => value ?? Number.NaN);
  }

  px(nx: number, ny: number): Px {
    const range = { min: 0, max: 1 };
    return [number("Frame.px(nx)", nx, range) * this.width, number("Frame.px(ny)", ny, range) * this.height];
  }

  pixels(): Pixels {
    const { page } = this.#host.call("pixels", this.#wire()) as PixelsResult;
    return new FramePixels(this, this.#host.page(page));
  }

  #wire(): PixelsArgs {
    return { frame: this.frameIndex, reference: this.#reference };
  }
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
    const index = InputFrame.is(frame) ? frame.frameIndex : number("Frames.by(frame)", frame, { integer: true });
    return this.find((candidate) => candidate.frameIndex === index) ?? null;
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
  readonly #byIndex: ReadonlyMap<number, Frame>;

  constructor(host: GuestHost, input: readonly FrameInfo[], references: readonly FrameInfo[]) {
    this.input = new FrameList(input.map((info) => new InputFrame(host, info, false)));
    this.references = new FrameList(references.map((info) => new InputFrame(host, info, true)));
    this.#byIndex = new Map(this.input.map((frame) => [frame.frameIndex, frame]));
  }

  /** A frame of the input by itself or by its absolute index. */
  resolve(where: string, value: unknown): Frame {
    if (InputFrame.is(value) && InputFrame.isReference(value))
      return fail(where, `reference image ${value.frameIndex} is no frame of this input; pass one of InputImages`);
    const index = InputFrame.is(value) ? value.frameIndex : value;
    const frame = typeof index === "number" ? this.#byIndex.get(index) : undefined;
    return frame ?? fail(where, `${shown(value)} is not a frame of this input (${describeFrames(this.input)})`);
  }

  /** One frame or a list, without doubles, in the order of the input. */
  resolveAll(where: string, value: unknown): Frame[] {
    if (!Array.isArray(value)) return [this.resolve(where, value)];
    if (value.length === 0)
      fail(where, `the list of frames is empty; pass InputImages (${describeFrames(this.input)})`);
    const frames = value.map((item: unknown, i) => this.resolve(`${where}[${i}]`, item));
    return [...new Set(frames)].sort((a, b) => a.frameIndex - b.frameIndex);
  }

  byIndex(index: number): Frame {
    return this.resolve("frame", index);
  }
}

/** `frames 0..31`, or the first few where there are gaps. */
export function describeFrames(frames: readonly Frame[]): string {
  const indices = frames.map((frame) => frame.frameIndex as number);
  const [first, last] = [indices[0], indices.at(-1)];
  if (first === undefined || last === undefined) return "no frames";
  if (indices.length === 1) return `frame ${first}`;
  if (last - first === indices.length - 1) return `frames ${first}..${last}`;
  if (indices.length <= 12) return `frames ${indices.join(", ")}`;
  return `${indices.length} frames: ${indices.slice(0, 4).join(", ")}, … ${last}`;
}

defineType(InputFrame, (frame) => {
  const kind = InputFrame.isReference(frame) ? "reference image" : "Frame";
  const time = frame.seconds === null ? "" : ` at ${formatNumber(frame.seconds)} s`;
  return `${kind} ${frame.frameIndex} (${frame.width}x${frame.height}${time})`;
});
defineType(FrameList, (frames) => `Frames(${frames.length}) ${describeFrames([...frames])}`);
