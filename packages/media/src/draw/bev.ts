import { drawArrow } from "./arrow.ts";
import { blankCanvas, type Drawing, encode, font, type Surface } from "./canvas.ts";
import { fitGround, type Ground, type GroundFit, gridStep } from "./ground.ts";
import { colorAt } from "./palette.ts";
import { type Rect, tag } from "./tag.ts";

export interface BevDrawing {
  readonly width: number;
  readonly height: number;
  readonly objects: readonly {
    readonly label: string;
    readonly at: Ground;
    /** Flat right, forward pairs of points of the object; may be empty. */
    readonly outline: readonly number[];
  }[];
  readonly cameras: readonly {
    readonly frame: number;
    readonly at: Ground;
    /** Horizontal viewing direction, unit length; [0, 0] when it looks straight up or down. */
    readonly facing: Ground;
  }[];
  readonly arrows?: readonly {
    readonly label: string;
    /** Two places or more, the head at the last. */
    readonly path: readonly Ground[];
  }[];
}

type Context = Surface["context"];

/** Bird's-eye view: right is right, ahead is up, both axes alike, grid lines labelled in metres. PNG. */
export async function drawBev(drawing: BevDrawing): Promise<Drawing> {
  return encode(paintBev(drawing), "image/png");
}

/** As `drawBev`, to go on drawing. */
export function paintBev({ width, height, objects, cameras, arrows = [] }: BevDrawing): Surface {
  const surface = blankCanvas(width, height);
  const { context } = surface;
  const seen = [
    [0, 0] as const,
    ...cameras.map((c) => c.at),
    ...objects.flatMap((o) => [o.at, ...pairs(o.outline)]),
    ...arrows.flatMap((a) => a.path),
  ];
  const fit = fitGround(seen, width, height);
  drawGrid(context, fit, width, height);
  objects.forEach(({ outline }, i) => {
    context.fillStyle = colorAt(i);
    for (const [x, y] of pairs(outline).map(fit.toPixel)) context.fillRect(x - 1.5, y - 1.5, 3, 3);
  });
  cameras.forEach(({ at, facing }) => {
    drawCamera(context, fit.toPixel(at), facing);
  });
  const ways = arrows.map(({ path }) => path.map(fit.toPixel));
  ways.forEach((way, i) => {
    drawArrow(context, way, colorAt(objects.length + i));
  });
  const places = objects.map(({ at }) => fit.toPixel(at));
  places.forEach(([x, y], i) => {
    context.fillStyle = colorAt(i);
    context.strokeStyle = "#202024";
    context.lineWidth = 1.5;
    context.beginPath();
    context.arc(x, y, 5, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  });
  // Labels come last and keep off the places: nothing that is drawn may hide them.
  const taken: Rect[] = places.map(([x, y]) => ({ left: x - 6, top: y - 6, width: 12, height: 12 }));
  objects.forEach(({ label }, i) => {
    const [x, y] = places[i]!;
    tag(context, label, [x, y - 18], colorAt(i), 13, taken);
  });
  arrows.forEach(({ label }, i) => {
    const [x, y] = ways[i]!.at(-1)!;
    tag(context, label, [x, y], colorAt(objects.length + i), 13, taken, 10);
  });
  return surface;
}

function drawGrid(context: Context, fit: GroundFit, width: number, height: number): void {
  const [left, top] = fit.toGround(0, 0);
  const [right, bottom] = fit.toGround(width, height);
  const step = gridStep(fit.pixelsPerMetre);
  context.font = font(12);
  context.lineWidth = 1;
  context.textBaseline = "top";
  const line = (from: Ground, to: Ground, isAxis: boolean): void => {
    context.strokeStyle = isAxis ? "#a8a8ac" : "#e6e6e9";
    context.beginPath();
    context.moveTo(...from);
    context.lineTo(...to);
    context.stroke();
    context.fillStyle = "#66666c";
  };
  for (let k = Math.ceil(left / step); k * step <= right; k++) {
    const [x] = fit.toPixel([k * step, 0]);
    line([x, 0], [x, height], k === 0);
    context.fillText(`${k * step} m`, x + 4, 4);
  }
  for (let k = Math.ceil(bottom / step); k * step <= top; k++) {
    const [, y] = fit.toPixel([0, k * step]);
    line([0, y], [width, y], k === 0);
    context.fillText(`${k * step} m`, 4, y + 4);
  }
}

function drawCamera(context: Context, [x, y]: Ground, [dx, dz]: Ground): void {
  context.fillStyle = "#3c3c44";
  context.beginPath();
  if (dx === 0 && dz === 0) context.arc(x, y, 4, 0, 2 * Math.PI);
  else {
    context.moveTo(x + 12 * dx, y - 12 * dz);
    context.lineTo(x - 6 * dx + 6 * dz, y + 6 * dz + 6 * dx);
    context.lineTo(x - 6 * dx - 6 * dz, y + 6 * dz - 6 * dx);
  }
  context.fill();
}

function pairs(flat: readonly number[]): Ground[] {
  return Array.from({ length: flat.length >> 1 }, (_, i) => [flat[2 * i]!, flat[2 * i + 1]!]);
}
