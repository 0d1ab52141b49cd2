import type { RgbImage } from "@spatialclaw/media";
import type { OutTensor, TaskContext } from "../../../runtime/task.ts";
import { boxOf, patchOf, type Size } from "../../grid/patch.ts";
import { resizeGrid } from "../../grid/upsample.ts";
import { inputSize } from "../../picture-feed.ts";
import type { FrameDecision, Propagated, Track } from "../association/types.ts";
import { memoryLimits } from "./limits.ts";
import { type DecodedObject, type FrameMaps, MemoryNetworks, type MemoryPrompt } from "./networks.ts";
import { ObjectTrack } from "./object-track.ts";

/** Stands for the object score of a mask that the association decided on. */
const SURE = 10;

/** The memories of all objects that a text found, one frame after another. */
export class TextObjects {
  readonly #context: TaskContext;
  readonly #networks: MemoryNetworks;
  /** Of the detector's masks; those of the tracker are brought to it. */
  readonly #size: Size;
  readonly #tracks = new Map<number, ObjectTrack>();
  #maps: FrameMaps | null = null;
  #seen = new Map<number, DecodedObject>();

  constructor(context: TaskContext, size: Size) {
    this.#context = context;
    this.#networks = new MemoryNetworks(context);
    this.#size = size;
  }

  /** Where each track is in the next frame, without remembering it. */
  async see(at: number, picture: RgbImage, tracks: readonly Track[]): Promise<Map<number, Propagated>> {
    const maps = await this.#networks.encode(picture);
    this.#maps = maps;
    this.#seen = new Map();
    const found = new Map<number, Propagated>();
    for (const { id } of tracks) {
      const seen = await this.#tracks.get(id)!.see(at, maps, false);
      this.#seen.set(id, seen);
      const { width, height } = this.#size;
      const isSame = seen.size.width === width && seen.size.height === height;
      const grid = isSame ? seen.grid : resizeGrid(seen.grid, seen.size, this.#size);
      found.set(id, { grid, objectScore: seen.objectScore });
    }
    return found;
  }

  /** Remembers of the same frame what was decided. */
  async remember(at: number, { memory, created, reconditioned, removed }: FrameDecision): Promise<void> {
    const maps = this.#maps as FrameMaps;
    for (const [id, grid] of memory) {
      if (created.has(id)) await this.#start(at, id, grid, maps);
      else await this.#write(at, id, grid, maps, reconditioned.has(id));
    }
    for (const id of removed) this.#tracks.delete(id);
  }

  /** The detection's mask begins a track; where the decoder takes none, the box around it does. */
  async #start(at: number, id: number, grid: Float32Array, maps: FrameMaps): Promise<void> {
    const track = new ObjectTrack(this.#networks, memoryLimits(this.#context.manifest));
    this.#tracks.set(id, track);
    await track.seed(at, maps, this.#networks.takesMasks ? this.#maskPrompt(grid) : this.#boxPrompt(grid));
  }

  #maskPrompt(grid: Float32Array): MemoryPrompt {
    const binary = grid.map((logit) => (logit > 0 ? 1 : 0));
    const large = resizeGrid(binary, this.#size, inputSize(this.#context.manifest));
    return { mask: large.map((share) => (share >= 0.5 ? 1 : 0)) };
  }

  #boxPrompt(grid: Float32Array): MemoryPrompt {
    const side = inputSize(this.#context.manifest);
    const [x0, y0, x1, y1] = boxOf(patchOf(grid, this.#size), side) ?? [0, 0, 0, 0];
    return {
      points: [
        { at: [x0, y0], label: 2 },
        { at: [x1, y1], label: 3 },
      ],
    };
  }

  /** The area of the mask stands for the object score; the pointer is the decoder's. */
  #write(at: number, id: number, grid: Float32Array, maps: FrameMaps, isConditioning: boolean): Promise<void> {
    const side = inputSize(this.#context.manifest);
    const high: OutTensor = { data: resizeGrid(grid, this.#size, side), dims: [1, 1, side.height, side.width] };
    const objectScore = grid.some((logit) => logit > 0) ? SURE : -SURE;
    const { pointer } = this.#seen.get(id)!;
    return this.#tracks.get(id)!.remember(at, maps, { high, objectScore, pointer }, isConditioning);
  }
}
