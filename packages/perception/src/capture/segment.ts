import { Mask } from "@spatialclaw/geometry";
import type { InstanceLabel, InstanceMap } from "@spatialclaw/media";
import type { Segmentation, SegmentedObject, SegmentPrompt } from "../types.ts";
import { matchLabels } from "./labels.ts";

/** Below this overlap a box means none of the instances. */
const LEAST_IOU = 0.2;

export type FrameInstances = ReadonlyMap<number, InstanceMap>;

/** Objects whose label the text means, each through all the frames. */
export function segmentByText(text: string, instances: readonly InstanceLabel[], maps: FrameInstances): Segmentation {
  const labels = instances.map((instance) => instance.label);
  const scores = new Map(matchLabels(text, labels).map((match) => [match.label, match.score]));
  const wanted = instances.filter((instance) => scores.has(instance.label));
  const objects = objectsOf(wanted, maps, (instance) => scores.get(instance.label) ?? 0);
  return { objects, note: noteOn(`"${text}"`, objects, maps, labels) };
}

/** The instance that a box or points in one frame mean, through all the frames. */
export function segmentByPlace(
  prompt: Exclude<SegmentPrompt, { text: string }>,
  at: InstanceMap,
  instances: readonly InstanceLabel[],
  maps: FrameInstances,
): Segmentation {
  const found = "box" in prompt ? underBox(prompt.box, at) : underPoints(prompt.points, at);
  const wanted = instances.filter((instance) => instance.id === found?.id);
  const objects = objectsOf(wanted, maps, () => found?.score ?? 0);
  const what = "box" in prompt ? `the box in frame ${prompt.frameIndex}` : `the points in frame ${prompt.frameIndex}`;
  return {
    objects,
    note: noteOn(
      what,
      objects,
      maps,
      instances.map((i) => i.label),
    ),
  };
}

function objectsOf(
  wanted: readonly InstanceLabel[],
  maps: FrameInstances,
  score: (instance: InstanceLabel) => number,
): SegmentedObject[] {
  return wanted
    .map((instance) => {
      const masks = new Map<number, Mask>();
      for (const [frame, { width, height, data }] of maps) {
        const mask = Mask.fromPredicate(width, height, (x, y) => data[y * width + x] === instance.id);
        if (mask.area > 0) masks.set(frame, mask);
      }
      return { label: instance.label, score: score(instance), masks };
    })
    .filter((object) => object.masks.size > 0);
}

function noteOn(
  what: string,
  objects: readonly SegmentedObject[],
  maps: FrameInstances,
  labels: readonly string[],
): string {
  if (objects.length > 0) return `${what}: ${objects.map((object) => object.label).join(", ")}`;
  return `${what}: nothing in ${maps.size} frames; the capture labels ${[...new Set(labels)].join(", ")}`;
}

type Hit = { readonly id: number; readonly score: number } | null;

function underBox(
  [x0, y0, x1, y1]: readonly [number, number, number, number],
  { width, height, data }: InstanceMap,
): Hit {
  const inside = new Map<number, number>();
  const total = new Map<number, number>();
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const id = data[y * width + x] as number;
      if (id === 0) continue;
      total.set(id, (total.get(id) ?? 0) + 1);
      if (x >= x0 && x < x1 && y >= y0 && y < y1) inside.set(id, (inside.get(id) ?? 0) + 1);
    }
  }
  const area = Math.max(1, (x1 - x0) * (y1 - y0));
  let best: Hit = null;
  for (const [id, shared] of inside) {
    const score = shared / (area + (total.get(id) ?? 0) - shared);
    if (score >= LEAST_IOU && score > (best?.score ?? 0)) best = { id, score };
  }
  return best;
}

function underPoints(points: readonly (readonly [number, number])[], { width, height, data }: InstanceMap): Hit {
  const votes = new Map<number, number>();
  for (const [x, y] of points) {
    if (x < 0 || y < 0 || x >= width || y >= height) continue;
    const id = data[Math.floor(y) * width + Math.floor(x)] as number;
    if (id !== 0) votes.set(id, (votes.get(id) ?? 0) + 1);
  }
  const [best] = [...votes].sort((a, b) => b[1] - a[1]);
  return best && best[1] > points.length / 2 ? { id: best[0], score: best[1] / points.length } : null;
}
