import {
  type Mask as BitMask,
  Pose as CameraPose,
  pixelCentre,
  project,
  Points as RawPoints,
  stats,
  unproject,
  unprojectAll,
  unprojectPixels,
} from "@spatialclaw/geometry";
import type { ViewInfo } from "../wire.ts";
import { fail, optional, options, shown, vec3 } from "./check.ts";
import { formatVector } from "./format/numbers.ts";
import { defineType } from "./format/printers.ts";
import { frameName } from "./frames.ts";
import { NumberGrid } from "./grid.ts";
import { Cloud } from "./points.ts";
import { SealedPose } from "./pose.ts";
import type { Session } from "./session.ts";

/** One reconstructed frame; its pages arrive when they are first used. */
export class ReconstructedView implements View {
  readonly frame: Frame;
  readonly frameIndex: FrameIndex;
  readonly pose: SealedPose;
  readonly intrinsics: Intrinsics;
  readonly #session: Session;
  readonly #info: ViewInfo;
  readonly #scale: number;
  #depth: Grid | null = null;
  #confidence: Grid | null = null;
  #points: Cloud | null = null;

  /** `scale` stretches all lengths about the world's origin. */
  constructor(session: Session, info: ViewInfo, scale = 1) {
    this.frame = session.frames.at(info.frame);
    this.frameIndex = this.frame.frameIndex;
    this.pose = new SealedPose(CameraPose.fromMatrix(info.c2w.map((x, i) => (i % 4 === 3 && i < 12 ? x * scale : x))));
    this.intrinsics = Object.freeze({ ...info.intrinsics });
    this.#session = session;
    this.#info = info;
    this.#scale = scale;
    Object.freeze(this);
  }

  /** The same view of a scene whose lengths are all `factor` times as long. */
  static rescaled(view: ReconstructedView, factor: number): ReconstructedView {
    return new ReconstructedView(view.#session, view.#info, view.#scale * factor);
  }

  get depth(): Grid {
    this.#depth ??= this.#scaled(this.#grid(this.#info.depth));
    return this.#depth;
  }

  get confidence(): Grid {
    const { confidence } = this.#info;
    this.#confidence ??= confidence === null ? this.#fullConfidence() : this.#grid(confidence);
    return this.#confidence;
  }

  get points(): Cloud {
    this.#points ??= new Cloud(
      new RawPoints(unprojectAll(this.intrinsics, SealedPose.poseOf(this.pose), this.depth.data)),
    );
    return this.#points;
  }

  /**
   * Flat world xyz of the measured depth pixels whose centre lies under the mask (of the frame's size), with at
   * least this confidence.
   */
  static lift(view: ReconstructedView, mask: BitMask, minConfidence: number): Float32Array {
    const { intrinsics, depth } = view;
    const covered = pixelsUnder(mask, intrinsics, view.frame);
    // Without a map of its own, confidence is full wherever something was measured.
    const sure = view.#info.confidence === null ? covered : atLeast(covered, view.confidence.data, minConfidence);
    return unprojectPixels(intrinsics, SealedPose.poseOf(view.pose), depth.data, sure);
  }

  depthAt(px: Px, settings?: { window?: number }): number | null {
    return this.#measure("View.depthAt", px, settings)?.depth ?? null;
  }

  pointAt(px: Px, settings?: { window?: number }): Vec3 | null {
    const measured = this.#measure("View.pointAt", px, settings);
    return measured && unproject(this.intrinsics, SealedPose.poseOf(this.pose), measured.at, measured.depth);
  }

  project(p: Vec3): Px | null {
    const px = project(this.intrinsics, SealedPose.poseOf(this.pose), vec3("View.project(p)", p));
    const { width, height } = this.intrinsics;
    return px && [px[0] * (this.frame.width / width), px[1] * (this.frame.height / height)];
  }

  /** Median depth around a pixel of the frame, and the pixel in the depth map's own coordinates. */
  #measure(where: string, px: unknown, settings: { window?: number } | undefined) {
    const { window } = options(`${where}(options)`, settings, ["window"]);
    const size = optional(`${where}(window)`, window, 3, { min: 1, integer: true });
    if (size % 2 === 0) fail(`${where}(window)`, `expected an odd number, got ${size}`);
    const centre = pixelCentre(this.#pixel(`${where}(px)`, px));
    const { width, height } = this.intrinsics;
    const at: Px = [(centre[0] * width) / this.frame.width, (centre[1] * height) / this.frame.height];
    const depth = this.#medianDepth(Math.floor(at[0]), Math.floor(at[1]), size >> 1);
    return depth === null ? null : { at, depth };
  }

  #pixel(where: string, px: unknown): Px {
    const { width, height } = this.frame;
    const [x, y] = Array.isArray(px) && px.length === 2 ? (px as unknown[]) : [null, null];
    if (typeof x === "number" && typeof y === "number" && x >= 0 && y >= 0 && x < width && y < height) return [x, y];
    return fail(
      where,
      `expected a pixel [x, y] inside the ${width}x${height} image of ${frameName(this.frame)}, got ${shown(px)}`,
    );
  }

  #medianDepth(column: number, row: number, reach: number): number | null {
    const { width, height, data } = this.depth;
    const found: number[] = [];
    for (let y = Math.max(0, row - reach); y <= Math.min(height - 1, row + reach); y++)
      for (let x = Math.max(0, column - reach); x <= Math.min(width - 1, column + reach); x++) {
        const depth = data[y * width + x] as number;
        if (depth > 0) found.push(depth);
      }
    return found.length === 0 ? null : stats.median(found);
  }

  #scaled(grid: NumberGrid): NumberGrid {
    if (this.#scale === 1) return grid;
    return new NumberGrid(
      grid.width,
      grid.height,
      grid.data.map((depth) => depth * this.#scale),
    );
  }

  #fullConfidence(): NumberGrid {
    const { width, height, data } = this.depth;
    return new NumberGrid(
      width,
      height,
      data.map((depth) => (Number.isFinite(depth) ? 1 : 0)),
    );
  }

  #grid(page: string): NumberGrid {
    const { width, height } = this.intrinsics;
    const bytes = this.#session.host.page(page);
    return new NumberGrid(width, height, new Float32Array(bytes.buffer, bytes.byteOffset, width * height));
  }
}

type Size = { readonly width: number; readonly height: number };

/** Row-major indices, ascending, of the depth map's pixels whose centre lies under a mask of the picture's size. */
function pixelsUnder(mask: BitMask, map: Size, picture: Size): Uint32Array {
  if (map.width === picture.width && map.height === picture.height) return mask.indices();
  const box = mask.box();
  if (!box) return new Uint32Array(0);
  const [stepX, stepY] = [picture.width / map.width, picture.height / map.height];
  const within = (at: number, most: number) => Math.min(most, Math.max(0, at));
  const [left, right] = [
    within(Math.floor(box.x0 / stepX) - 1, map.width),
    within(Math.ceil(box.x1 / stepX) + 1, map.width),
  ];
  const [top, bottom] = [
    within(Math.floor(box.y0 / stepY) - 1, map.height),
    within(Math.ceil(box.y1 / stepY) + 1, map.height),
  ];
  const found = new Uint32Array((right - left) * (bottom - top));
  let count = 0;
  for (let row = top; row < bottom; row++)
    for (let column = left; column < right; column++)
      if (covers(mask, (column + 0.5) * stepX, (row + 0.5) * stepY)) found[count++] = row * map.width + column;
  return found.subarray(0, count);
}

function atLeast(pixels: Uint32Array, confidence: Float32Array, least: number): Uint32Array {
  return pixels.filter((pixel) => (confidence[pixel] as number) >= least);
}

/** Whether all pixels that touch this place are set: on a corner, where depth maps of half the size look, four do. */
function covers(mask: BitMask, x: number, y: number): boolean {
  const [left, right, top, bottom] = [x - CORNER, x + CORNER, y - CORNER, y + CORNER];
  return mask.has(left, top) && mask.has(right, bottom) && mask.has(left, bottom) && mask.has(right, top);
}

/** Pixels; nearer than this to a border, a place is on it. */
const CORNER = 1e-3;

defineType(
  ReconstructedView,
  (view) =>
    `View of ${frameName(view.frame)}: camera at ${formatVector(view.pose.position)} looking ${formatVector(view.pose.forward)}, ` +
    `depth ${view.intrinsics.width}x${view.intrinsics.height}`,
);
