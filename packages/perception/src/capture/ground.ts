import { stats } from "@spatialclaw/geometry";
import type { InstanceLabel, InstanceMap, SourceFrame } from "@spatialclaw/media";
import type { ReconstructedView } from "../types.ts";
import { matchLabels } from "./labels.ts";

const WORDS = ["floor", "ground"] as const;
/** Frames in which the floor is looked for. */
const LOOKED_AT = 4;
/** Pixels along each side of a picture that are looked at. */
const GRID = 64;
const FEWEST = 50;

/** Ids of what the capture calls a floor; empty: it labels none. */
export function floorIds(instances: readonly InstanceLabel[]): ReadonlySet<number> {
  const labels = instances.map(({ label }) => label);
  const [names = []] = WORDS.map((word) => matchLabels(word, labels)).filter((matches) => matches.length > 0);
  const wanted = new Set(names.map(({ label }) => label));
  return new Set(instances.filter(({ label }) => wanted.has(label)).map(({ id }) => id));
}

/** Median height of the floor's pixels in some of the views; null when they show too little of it. */
export async function groundUnder(
  floor: ReadonlySet<number>,
  views: readonly ReconstructedView[],
  instancesIn: (frame: SourceFrame) => Promise<InstanceMap>,
): Promise<number | null> {
  const last = views.length - 1;
  const positions = new Set(Array.from({ length: LOOKED_AT }, (_, k) => Math.round((k * last) / (LOOKED_AT - 1))));
  const heights: number[] = [];
  for (const at of positions) {
    const view = views[at] as ReconstructedView;
    collect(view, await instancesIn(view.frame), floor, heights);
  }
  return heights.length < FEWEST ? null : stats.median(heights);
}

function collect(view: ReconstructedView, map: InstanceMap, floor: ReadonlySet<number>, heights: number[]): void {
  const { intrinsics, pose, depth } = view;
  const { width, height, fx, fy, cx, cy } = intrinsics;
  const [stepX, stepY] = [Math.max(1, Math.floor(width / GRID)), Math.max(1, Math.floor(height / GRID))];
  for (let y = stepY >> 1; y < height; y += stepY)
    for (let x = stepX >> 1; x < width; x += stepX) {
      const z = depth[y * width + x] as number;
      // Depth maps may be smaller than pictures.
      const column = Math.floor(((x + 0.5) * map.width) / width);
      const row = Math.floor(((y + 0.5) * map.height) / height);
      if (!(z > 0) || !floor.has(map.data[row * map.width + column] as number)) continue;
      heights.push(pose.toWorld([((x + 0.5 - cx) / fx) * z, ((y + 0.5 - cy) / fy) * z, z])[1]);
    }
}
