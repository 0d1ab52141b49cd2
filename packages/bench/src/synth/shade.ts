import type { Light } from "./light.ts";
import { PAINTS, type Paint, type PaintName } from "./paints.ts";
import { cellNoise, smoothNoise } from "./random.ts";
import type { Hit } from "./ray-scene.ts";
import type { Vec3 } from "./types.ts";

type Rgb = readonly [number, number, number];

const WALL: readonly Rgb[] = [
  [0.84, 0.8, 0.71],
  [0.74, 0.8, 0.8],
  [0.8, 0.78, 0.82],
  [0.8, 0.83, 0.74],
];
const SKIRTING: Rgb = [0.93, 0.92, 0.89];
const SKIRTING_HEIGHT = 0.07;
const UNPAINTED: Paint = { rgb: [0.6, 0.6, 0.6], pattern: "plain" };

/** Colour 0..255 of a hit: Lambert from the lamp, light of the room, and a pattern in world coordinates. */
export function shade(hit: Hit, light: Light, seed: number): [number, number, number] {
  const { surface, point, normal } = hit;
  const toLamp: Vec3 = [light.lamp[0] - point[0], light.lamp[1] - point[1], light.lamp[2] - point[2]];
  const reach = Math.hypot(...toLamp);
  const lambert = Math.max(0, (toLamp[0] * normal[0] + toLamp[1] * normal[1] + toLamp[2] * normal[2]) / reach);
  const onShell = hit.id === 0;
  const { direct, ambient } = onShell ? light.onShell(point, normal) : { direct: 1, ambient: nearFloor(point[2]) };
  const lamp = (lambert * direct * 1.25) / (0.6 + 0.13 * reach * reach);
  const above = surface === "ceiling" ? 0.62 : 0.36 + 0.1 * normal[2] + 0.05 * normal[0];
  const sky = above * (0.45 + 0.55 * ambient);
  const [r, g, b] = onShell
    ? shellColour(surface, point, normal, seed)
    : paintColour(surface as PaintName, point, normal);
  return [tone(r * (lamp * 1.03 + sky)), tone(g * (lamp + sky)), tone(b * (lamp * 0.92 + sky * 1.04))];
}

/** Objects are a little darker near the floor, where less of the room shines on them. */
const nearFloor = (z: number): number => Math.min(1, 0.45 + z * 1.1);

/** Display gamma. */
const tone = (linear: number): number => Math.round(255 * Math.min(1, Math.max(0, linear)) ** (1 / 1.7));

function shellColour(surface: Hit["surface"], point: Vec3, normal: Vec3, seed: number): Rgb {
  if (surface === "floor") return seed % 2 === 0 ? planks(point) : tiles(point);
  if (surface === "ceiling") return [0.92, 0.92, 0.9];
  if (point[2] < SKIRTING_HEIGHT) return SKIRTING;
  if (point[2] < SKIRTING_HEIGHT + 0.008) return scaled(SKIRTING, 0.6);
  const along = Math.abs(normal[0]) > 0.5 ? point[1] : point[0];
  return scaled(WALL[seed % WALL.length]!, 0.96 + 0.06 * smoothNoise(along * 9, point[2] * 9));
}

function planks([x, y]: Vec3): Rgb {
  const row = Math.floor(y / 0.14);
  const shifted = x + cellNoise(row, 7) * 1.2;
  const board = Math.floor(shifted / 1.2);
  const seam = Math.min(y / 0.14 - row, (shifted / 1.2 - board) * 9) < 0.035;
  const grain = 0.8 + 0.25 * cellNoise(board, row) + 0.12 * smoothNoise(shifted * 4, y * 90);
  return scaled([0.6, 0.43, 0.27], seam ? 0.5 : grain);
}

function tiles([x, y]: Vec3): Rgb {
  const [i, j] = [Math.floor(x / 0.4), Math.floor(y / 0.4)];
  if (Math.min(x / 0.4 - i, y / 0.4 - j) < 0.02) return [0.42, 0.4, 0.38];
  return scaled([0.68, 0.64, 0.58], 0.88 + 0.16 * cellNoise(i, j) + 0.06 * smoothNoise(x * 14, y * 14));
}

function paintColour(name: PaintName | undefined, point: Vec3, normal: Vec3): Rgb {
  const paint = name ? PAINTS[name] : UNPAINTED;
  if (paint.pattern === "plain") return paint.rgb;
  const [u, v] = across(point, normal);
  if (paint.pattern === "wood") return scaled(paint.rgb, 0.78 + 0.34 * smoothNoise(u * 45, v * 3));
  if (paint.pattern === "fabric") return scaled(paint.rgb, 0.86 + 0.24 * smoothNoise(u * 110, v * 110));
  return scaled(paint.rgb, 1 + 2.2 * Math.max(0, Math.sin((u + v) * 2)) ** 6);
}

/** Surface coordinates in metres: sideways and up on upright faces, x and y on level ones. */
function across([x, y, z]: Vec3, [nx, ny, nz]: Vec3): [u: number, v: number] {
  if (Math.abs(nz) > 0.7) return [y, x];
  const level = Math.hypot(nx, ny);
  return [(y * nx - x * ny) / level, z];
}

function scaled([r, g, b]: Rgb, factor: number): Rgb {
  return [r * factor, g * factor, b * factor];
}
