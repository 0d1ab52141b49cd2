import type { Px } from "./camera.ts";
import { setRange } from "./mask-bits.ts";

/** Bits of the pixels whose centre lies inside the closed polygon (even-odd rule). */
export function polygonBits(width: number, height: number, corners: readonly Px[]): Uint8Array {
  const bits = new Uint8Array(Math.ceil((width * height) / 8));
  const crossings: number[] = [];
  for (let y = 0; y < height; y++) {
    crossings.length = 0;
    for (let i = 0; i < corners.length; i++)
      crossing(corners[i]!, corners[(i + 1) % corners.length]!, y + 0.5, crossings);
    crossings.sort((a, b) => a - b);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const from = firstCentre(crossings[k]!, width);
      const to = firstCentre(crossings[k + 1]!, width);
      if (from < to) setRange(bits, y * width + from, y * width + to);
    }
  }
  return bits;
}

/** Where an edge meets the row of pixel centres at y; ends count once, level edges never. */
function crossing([x0, y0]: Px, [x1, y1]: Px, y: number, into: number[]): void {
  if (y0 <= y !== y1 <= y) into.push(x0 + ((y - y0) / (y1 - y0)) * (x1 - x0));
}

/** The first column whose centre is not left of x. */
function firstCentre(x: number, width: number): number {
  return Math.min(width, Math.max(0, Math.ceil(x - 0.5)));
}
