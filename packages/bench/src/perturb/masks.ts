import type { Mask } from "@spatialclaw/geometry";
import type { SourceFrame } from "@spatialclaw/media";
import type { SegmentedObject } from "@spatialclaw/perception";
import { Noise } from "./noise.ts";

/** Of an object's masks some are missing, and all are too large or too small by a share of their size. */
export function noisyMasks(object: SegmentedObject, amount: number, seed: string): SegmentedObject {
  const masks = new Map<SourceFrame, Mask>();
  for (const [frame, mask] of object.masks) {
    const noise = new Noise("mask", seed, object.label, frame.frameIndex, frame.video ?? 0, mask.area);
    if (noise.uniform() < amount) continue;
    const pixels = amount * Math.sqrt(mask.area) * noise.normal();
    const whole = Math.floor(Math.abs(pixels) + noise.uniform());
    const changed = whole === 0 ? mask : pixels > 0 ? mask.dilate(whole) : mask.erode(whole);
    if (changed.area > 0) masks.set(frame, changed);
  }
  return { ...object, masks };
}
