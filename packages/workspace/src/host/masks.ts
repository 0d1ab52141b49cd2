import { Mask } from "@spatialclaw/geometry";
import type { PageStore } from "@spatialclaw/store";
import type { MaskInfo } from "../wire.ts";

/** The mask of a picture of this size. */
export function maskOf(
  info: MaskInfo,
  { width, height }: { readonly width: number; readonly height: number },
  pages: PageStore,
): Mask {
  return Mask.fromBits(width, height, "bits" in info ? pages.get(info.bits) : bitsOf(info.runs, width * height));
}

/** Packed bits of alternating runs, the first one unset. */
function bitsOf(runs: readonly number[], pixels: number): Uint8Array {
  const bits = new Uint8Array(Math.ceil(pixels / 8));
  let at = 0;
  runs.forEach((run, n) => {
    const end = Math.min(pixels, at + run);
    if (n % 2 === 1) for (let i = at; i < end; i++) bits[i >> 3] = (bits[i >> 3] as number) | (1 << (i & 7));
    at = end;
  });
  return bits;
}
