import { InputError, type RgbImage } from "@spatialclaw/media";
import type { Feed, OutTensor, TaskContext } from "../../../runtime/task.ts";
import type { Size } from "../../grid/patch.ts";
import { maskLogits } from "../../mask-logits.ts";
import { videoConstants } from "../../tracker/constants.ts";
import { trackerMaps } from "../../tracker/maps.ts";
import type { LabelledPoint } from "../../tracker/prompt.ts";
import type { DatedMemory, DatedPointer } from "./state.ts";

/** What the encoder made of a frame. */
export interface FrameMaps {
  readonly hr0: OutTensor;
  readonly hr1: OutTensor;
  /** The coarsest map with an empty memory, and without. */
  readonly ready: OutTensor;
  readonly plain: OutTensor;
}

/** What the decoder sees of an object in a frame. */
export interface DecodedObject {
  readonly grid: Float32Array;
  readonly size: Size;
  /** The same logits at the size that the memory encoder takes. */
  readonly high: OutTensor;
  readonly pointer: Float32Array;
  readonly objectScore: number;
  /** The overlap that the network foretells; null: it does not. */
  readonly iou: number | null;
}

/** Points, or a mask of the network's size: 0 and 1. */
export type MemoryPrompt = { readonly points: readonly LabelledPoint[] } | { readonly mask: Float32Array };

/** The graphs of a tracker with memory, by what they do. One for each job: it keeps the code of places. */
export class MemoryNetworks {
  readonly #context: TaskContext;
  /** The same for all memories. */
  #memPos: OutTensor | null = null;

  constructor(context: TaskContext) {
    this.#context = context;
  }

  /** Whether a mask can begin a track; else its box does. */
  get takesMasks(): boolean {
    return this.#context.graph("memoryDecoder").inputs.maskIn !== undefined;
  }

  async encode(picture: RgbImage): Promise<FrameMaps> {
    const { plain, ...maps } = await trackerMaps(picture, this.#context);
    if (plain === null)
      throw new InputError(
        `${this.#context.manifest.id} has memory graphs but no video.constants with noMemEmbed, which they need`,
        "environment",
      );
    return { ...maps, plain };
  }

  /** A frame's coarsest map as the object's memory colours it. */
  async attend(
    { plain }: FrameMaps,
    memories: readonly DatedMemory[],
    pointers: readonly DatedPointer[],
  ): Promise<OutTensor> {
    const graph = this.#context.graph("memoryAttention");
    const width = pointers[0]?.pointer.length ?? 0;
    const position = this.#memPos as OutTensor;
    const shape = position.dims.slice(1);
    const feeds: Record<string, Feed> = {
      emb: plain,
      ptrs: { data: joined(pointers.map(({ pointer }) => pointer)), dims: [pointers.length, width] },
      ptrTime: { data: pointers.map(({ time }) => time), dims: [pointers.length] },
      mem: { data: joined(memories.map(({ mem }) => mem)), dims: [memories.length, ...shape] },
      memPos: { data: joined(memories.map(() => position.data)), dims: [memories.length, ...shape] },
      memTime: { data: memories.map(({ row }) => row), dims: [memories.length] },
    };
    if (graph.inputs.pos) feeds.pos = await this.#visionPosition(plain);
    const { emb } = await graph.run(feeds);
    return needed(emb, "memoryAttention", "emb");
  }

  async decode({ hr0, hr1 }: FrameMaps, emb: OutTensor, prompt: MemoryPrompt | null): Promise<DecodedObject> {
    const graph = this.#context.graph("memoryDecoder");
    const feeds: Record<string, Feed> = { emb, hr0, hr1 };
    if (prompt && "mask" in prompt) {
      const side = this.#context.manifest.image.resize.size as readonly [number, number];
      feeds.maskIn = { data: prompt.mask, dims: [1, 1, side[1], side[0]] };
      if (graph.inputs.hasMask) feeds.hasMask = { data: [1], dims: [1] };
    } else if (prompt) {
      const { points } = prompt;
      feeds.points = { data: points.flatMap(({ at }) => [...at]), dims: [1, points.length, 2] };
      feeds.pointLabels = { data: points.map(({ label }) => label), dims: [1, points.length] };
    }
    const { mask, maskHighRes, objPtr, objectScore, iou } = await graph.run(feeds);
    const low = needed(mask, "memoryDecoder", "mask");
    const [height, width] = low.dims.slice(-2) as [number, number];
    const pvs = this.#context.manifest.post?.pvs ?? ({ maskKind: "logits", maskThreshold: 0 } as const);
    return {
      grid: maskLogits(low.data, pvs),
      size: { width, height },
      high: needed(maskHighRes, "memoryDecoder", "maskHighRes"),
      pointer: needed(objPtr, "memoryDecoder", "objPtr").data,
      objectScore: needed(objectScore, "memoryDecoder", "objectScore").data[0]!,
      iou: iou?.data[0] ?? null,
    };
  }

  /** The memory of a frame. */
  async remember({ plain }: FrameMaps, mask: Feed, objectScore: number, isFromPrompt: boolean): Promise<Float32Array> {
    const { mem, memPos } = await this.#context.graph("memoryEncoder").run({
      mask,
      emb: plain,
      objectScore: { data: [objectScore], dims: [1, 1] },
      fromPoints: { data: [isFromPrompt ? 1 : 0], dims: [1] },
    });
    this.#memPos ??= needed(memPos, "memoryEncoder", "memPos");
    return needed(mem, "memoryEncoder", "mem").data;
  }

  async #visionPosition({ dims }: OutTensor): Promise<Feed> {
    const { visionPosEmbed } = await videoConstants(this.#context);
    const [channels, height, width] = dims.slice(-3) as [number, number, number];
    if (visionPosEmbed?.length !== channels * height * width)
      throw new InputError(
        `memoryAttention of ${this.#context.manifest.id} wants pos, but video.constants has no visionPosEmbed of ${channels * height * width} numbers`,
        "environment",
      );
    return { data: visionPosEmbed, dims: [height * width, 1, channels] };
  }
}

function needed(tensor: OutTensor | undefined, role: string, name: string): OutTensor {
  if (!tensor) throw new InputError(`${role} gives no ${name}; its manifest must name it`, "environment");
  return tensor;
}

function joined(arrays: readonly Float32Array[]): Float32Array {
  const made = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    made.set(array, at);
    at += array.length;
  }
  return made;
}
