import type { Surface } from "@spatialclaw/media";

export type Rgb = readonly [red: number, green: number, blue: number];

export function colorIn({ context }: Surface, x: number, y: number): Rgb {
  const [r, g, b] = context.getImageData(Math.floor(x), Math.floor(y), 1, 1).data;
  return [r as number, g as number, b as number];
}

/** Largest difference of a channel. */
export function apart(a: Rgb, b: Rgb): number {
  return Math.max(...a.map((c, i) => Math.abs(c - (b[i] as number))));
}

/** The least difference to a colour in a square around a place. */
export function nearest(surface: Surface, [x, y]: readonly [number, number], color: Rgb, reach = 2): number {
  let best = Number.POSITIVE_INFINITY;
  for (let dy = -reach; dy <= reach; dy++)
    for (let dx = -reach; dx <= reach; dx++) best = Math.min(best, apart(colorIn(surface, x + dx, y + dy), color));
  return best;
}
