import { Mask } from "@spatialclaw/geometry";
import type { InstanceMap } from "@spatialclaw/media";

/** The masks of these instances in one pass over the map; instances without pixels are absent. */
export function masksOf({ width, height, data }: InstanceMap, ids: ReadonlySet<number>): Map<number, Mask> {
  const bits = new Map<number, Uint8Array>();
  for (let i = 0; i < data.length; i++) {
    const id = data[i]!;
    if (!ids.has(id)) continue;
    let packed = bits.get(id);
    if (!packed) {
      packed = new Uint8Array(Math.ceil(data.length / 8));
      bits.set(id, packed);
    }
    packed[i >> 3]! |= 1 << (i & 7);
  }
  return new Map([...bits].map(([id, packed]) => [id, Mask.fromBits(width, height, packed)]));
}
