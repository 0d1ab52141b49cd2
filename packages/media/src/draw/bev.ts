import { type Drawing, encode, font, newCanvas, tag } from "./canvas.ts";
import { color } from "./palette.ts";

/** Metres to the right of and ahead of the observer. */
type Ground = readonly [right: number, forward: number];

export interface BevDrawing {
  readonly width: number;
  readonly height: number;
  readonly objects: readonly {
    readonly label: string;
    readonly at: Ground /** Flat right, forward pairs. */;
    readonly outline: readonly number[];
  }[];
  readonly cameras: readonly { readonly frame: number; readonly at: Ground; readonly facing: Ground }[];
}

const MARGIN = 40;

/** Bird's-eye view: right is right, ahead is up, both axes alike, a line every metre. */
export async function drawBev({ width, height, objects, cameras }: BevDrawing): Promise<Drawing> {
  const { canvas, context } = newCanvas(width, height);
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, width, height);
  const seen: Ground[] = [[0, 0], ...cameras.map((c) => c.at), ...objects.flatMap((o) => [o.at, ...pairs(o.outline)])];
  const toPixel = fit(seen, width, height);

  const [left, top] = toPixel.ground(0, 0);
  const [right, bottom] = toPixel.ground(width, height);
  context.font = font(11);
  context.textBaseline = "top";
  for (let x = Math.ceil(left); x <= right; x++)
    line(toPixel.pixel([x, bottom]), toPixel.pixel([x, top]), x === 0 ? "#b8b8b8" : "#ececec", `${x} m`);
  for (let z = Math.ceil(bottom); z <= top; z++)
    line(toPixel.pixel([left, z]), toPixel.pixel([right, z]), z === 0 ? "#b8b8b8" : "#ececec", `${z} m`);

  objects.forEach((object, i) => {
    context.fillStyle = color(i);
    for (const point of pairs(object.outline)) {
      const [x, y] = toPixel.pixel(point);
      context.fillRect(x - 1, y - 1, 2, 2);
    }
  });
  for (const { at, facing } of cameras) arrow(toPixel.pixel(at), facing);
  objects.forEach((object, i) => {
    const [x, y] = toPixel.pixel(object.at);
    context.fillStyle = color(i);
    context.beginPath();
    context.arc(x, y, 4, 0, 2 * Math.PI);
    context.fill();
    tag(context, object.label, x, y - 16, color(i), 12);
  });
  return encode(canvas, "image/png");

  function line(from: Ground, to: Ground, style: string, text: string): void {
    context.strokeStyle = style;
    context.beginPath();
    context.moveTo(...from);
    context.lineTo(...to);
    context.stroke();
    context.fillStyle = "#8a8a8a";
    if (from[0] === to[0]) context.fillText(text, to[0] + 3, 3);
    else context.fillText(text, 3, from[1] + 3);
  }

  function arrow([x, y]: Ground, [dx, dz]: Ground): void {
    context.fillStyle = "rgba(40, 40, 48, 0.7)";
    context.beginPath();
    context.moveTo(x + 10 * dx, y - 10 * dz);
    context.lineTo(x - 5 * dx + 4 * dz, y + 5 * dz + 4 * dx);
    context.lineTo(x - 5 * dx - 4 * dz, y + 5 * dz - 4 * dx);
    context.fill();
  }
}

function pairs(flat: readonly number[]): Ground[] {
  return Array.from({ length: flat.length >> 1 }, (_, i) => [flat[2 * i] as number, flat[2 * i + 1] as number]);
}

function fit(seen: readonly Ground[], width: number, height: number) {
  const xs = seen.map((p) => p[0]);
  const zs = seen.map((p) => p[1]);
  const [x0, x1, z0, z1] = [Math.min(...xs), Math.max(...xs), Math.min(...zs), Math.max(...zs)];
  const scale = Math.min((width - 2 * MARGIN) / Math.max(1, x1 - x0), (height - 2 * MARGIN) / Math.max(1, z1 - z0));
  const [cx, cz] = [(x0 + x1) / 2, (z0 + z1) / 2];
  return {
    pixel: ([x, z]: Ground): [number, number] => [width / 2 + (x - cx) * scale, height / 2 - (z - cz) * scale],
    ground: (px: number, py: number): Ground => [(px - width / 2) / scale + cx, (height / 2 - py) / scale + cz],
  };
}
