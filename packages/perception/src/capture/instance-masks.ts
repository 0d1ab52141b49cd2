import { Mask } from "@spatialclaw/geometry";
import type { InstanceMap } from "@spatialclaw/media";

const known = new WeakMap<InstanceMap["data"], Map<number, Mask>>();

/** The masks of these instances; instances without pixels are absent. Made once for each map. */
export function masksOf(map: InstanceMap, ids: ReadonlySet<number>): Map<number, Mask> {
  let all = known.get(map.data);
  if (!all) {
    all = allMasks(map);
    known.set(map.data, all);
  }
  return new Map([...all].filter(([id]) => ids.has(id)));
}

/** In one pass over the map; packed as soon as an instance is met. */
function allMasks({ width, height, data }: InstanceMap): Map<number, Mask> {
  const bits = new Map<number, Uint8Array>();
  let [last, packed]: [number, Uint8Array | undefined] = [0, undefined];
  for (let i = 0; i < data.length; i++) {
    const id = data[i]!;
    if (id === 0) continue;
    if (id !== last) {
      packed = bits.get(id);
      last = id;
    }
    if (!packed) {
      packed = new Uint8Array(Math.ceil(data.length / 8));
      bits.set(id, packed);
    }
    packed[i >> 3]! |= 1 << (i & 7);
  }
  return new Map([...bits].map(([id, set]) => [id, Mask.fromBits(width, height, set)]));
}
