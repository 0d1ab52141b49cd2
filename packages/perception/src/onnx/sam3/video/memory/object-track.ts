import type { DecodedObject, FrameMaps, MemoryNetworks, MemoryPrompt } from "./networks.ts";
import { type MemoryLimits, ObjectMemory } from "./state.ts";

/** One object with its memory. */
export class ObjectTrack {
  readonly #networks: MemoryNetworks;
  readonly #memory: ObjectMemory;

  constructor(networks: MemoryNetworks, limits: MemoryLimits) {
    this.#networks = networks;
    this.#memory = new ObjectMemory(limits);
  }

  /** A frame with a prompt reads no memory; beside a mask not even the empty one counts. */
  async seed(frame: number, maps: FrameMaps, prompt: MemoryPrompt): Promise<DecodedObject> {
    const seen = await this.#networks.decode(maps, "mask" in prompt ? maps.plain : maps.ready, prompt);
    const mem = await this.#networks.remember(maps, seen.high, seen.objectScore, true);
    this.#memory.condition(frame, { mem, pointer: seen.pointer });
    return seen;
  }

  /** What the object looks like in a frame without a prompt. Nothing is remembered of it yet. */
  async see(frame: number, maps: FrameMaps, isReverse: boolean): Promise<DecodedObject> {
    const memories = this.#memory.memories(frame, isReverse);
    const emb = await this.#networks.attend(maps, memories, this.#memory.pointers(frame, isReverse));
    return this.#networks.decode(maps, emb, null);
  }

  /** Remembers a frame as it was seen, or with another mask and object score. */
  async remember(
    frame: number,
    maps: FrameMaps,
    { high, objectScore, pointer }: Pick<DecodedObject, "high" | "objectScore" | "pointer">,
    isConditioning = false,
  ): Promise<void> {
    const mem = await this.#networks.remember(maps, high, objectScore, false);
    if (isConditioning) this.#memory.condition(frame, { mem, pointer });
    else this.#memory.add(frame, { mem, pointer });
  }
}
