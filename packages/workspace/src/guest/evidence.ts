import type { Evidence } from "../wire.ts";
import { positionOf } from "./frames.ts";
import type { Measurements } from "./measurements.ts";

/** Pairs that are remembered; a loop over thousands keeps the latest. */
const PAIRS = 512;

/** What the cells found and measured so far, so that an answer can say what it rests on. */
export class EvidenceLog {
  readonly measurements: Measurements;
  readonly #pairs: ClosestPair[] = [];
  readonly #frames = new Set<Frame>();
  readonly #objects = new Set<string>();

  constructor(measurements: Measurements) {
    this.measurements = measurements;
  }

  found(label: string, bestFrame: Frame): void {
    this.#objects.add(label);
    this.#frames.add(bestFrame);
  }

  measured(pair: ClosestPair): void {
    this.#pairs.push(pair);
    if (this.#pairs.length > PAIRS) this.#pairs.shift();
  }

  /** `value`: the answer, null when it is no length. */
  for(value: string | number | null): Evidence {
    const pair = value === null ? null : this.#pairOfLength(lengthIn(value));
    const frames = [...this.#frames].sort((a, b) => positionOf(a) - positionOf(b));
    const videos = frames.map(({ video }) => video).filter((video) => video !== null);
    return {
      frames: frames.map(({ frameIndex }) => frameIndex),
      ...(videos.length > 0 ? { videos } : {}),
      objects: [...this.#objects],
      segment: pair && { a: [...pair.a], b: [...pair.b] },
    };
  }

  /** The recorded pair nearest to the length, if within 1 %. */
  #pairOfLength(length: number): ClosestPair | null {
    let best: ClosestPair | null = null;
    let gap = 0.01 * Math.abs(length);
    for (const pair of this.#pairs) {
      const difference = Math.abs(pair.distance - length);
      if (difference <= gap) [best, gap] = [pair, difference];
    }
    return best;
  }
}

/** The number an answer gives: `0.91`, `"0.91 m"`, `"B. 0.91 m"`; NaN without one. */
function lengthIn(value: string | number): number {
  return typeof value === "number" ? value : Number.parseFloat(/-?\d+(\.\d+)?/.exec(value)?.[0] ?? "");
}
