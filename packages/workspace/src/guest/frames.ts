import { fail, number, shown } from "./check.ts";
import { defineType } from "./format/printers.ts";
import { formatNumber } from "./format/numbers.ts";
import type { FrameInfo } from "../wire.ts";

/** One picture of the input, or a reference image of the question. */
export class InputFrame implements Frame {
  readonly frameIndex: FrameIndex;
  readonly width: number;
  readonly height: number;
  readonly seconds: number | null;
  readonly #reference: boolean;

  constructor(info: FrameInfo, reference: boolean) {
    this.frameIndex = info.frameIndex as FrameIndex;
    this.width = info.width;
    this.height = info.height;
    this.seconds = info.seconds;
    this.#reference = reference;
    Object.freeze(this);
  }

  static is(value: unknown): value is InputFrame {
    return typeof value === "object" && value !== null && #reference in value;
  }

  static isReference(frame: InputFrame): boolean {
    return frame.#reference;
  }

  px(nx: number, ny: number): Px {
    const range = { min: 0, max: 1 };
    return [number("Frame.px(nx)", nx, range) * this.width, number("Frame.px(ny)", ny, range) * this.height];
  }
}

/** Frames in order, frozen. What arrays make of it (`slice`, `filter`, `map`) are plain arrays. */
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

  constructor(input: readonly FrameInfo[], references: readonly FrameInfo[]) {
    this.input = new FrameList(input.map((info) => new InputFrame(info, false)));
    this.references = new FrameList(references.map((info) => new InputFrame(info, true)));
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
