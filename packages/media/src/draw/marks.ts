import { drawWay, type Pixel } from "./arrow.ts";
import type { Surface } from "./canvas.ts";
import { colorAt } from "./palette.ts";
import { type Rect, tag, tagSize } from "./tag.ts";

/** In pixels of the picture; a box's ends are exclusive. */
export type PictureMark =
  | {
      readonly kind: "box";
      readonly label: string;
      readonly at: readonly [x0: number, y0: number, x1: number, y1: number];
    }
  | { readonly kind: "point" | "label"; readonly label: string; readonly at: Pixel }
  | { readonly kind: "line"; readonly label: string; readonly at: readonly Pixel[] };

/** Draws marks with their names into the picture; colours go round by position in the list. */
export function paintMarks({ canvas, context }: Surface, marks: readonly PictureMark[]): void {
  const size = tagSize(canvas);
  const width = Math.max(2, Math.min(canvas.width, canvas.height) / 160);
  for (const [i, mark] of marks.entries()) {
    if (mark.kind === "box") drawWay(context, outline(mark.at, width), colorAt(i), width);
    if (mark.kind === "line") drawWay(context, mark.at, colorAt(i), width);
    if (mark.kind === "point") drawPoint(context, mark.at, colorAt(i), 1.6 * width + 2);
  }
  // Names come last and keep off the points: nothing that is drawn may hide them.
  const taken: Rect[] = marks.flatMap((mark) => (mark.kind === "point" ? [around(mark.at, 2 * width + 3)] : []));
  const reach = 2 * width + 4;
  for (const [i, { kind, label, at }] of marks.entries()) {
    if (label === "") continue;
    const place = kind === "line" ? middleOf(at) : kind === "box" ? topOf(at, size) : at;
    tag(context, label, place, colorAt(i), size, taken, kind === "point" || kind === "line" ? reach : null);
  }
}

/** Inside the box, so that a box over the whole picture is seen. */
function outline([x0, y0, x1, y1]: readonly [number, number, number, number], width: number): Pixel[] {
  const inset = Math.min(width / 2, (x1 - x0) / 2, (y1 - y0) / 2);
  const [left, top, right, bottom] = [x0 + inset, y0 + inset, x1 - inset, y1 - inset];
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
    [left, top],
  ];
}

function drawPoint(context: Surface["context"], [x, y]: Pixel, color: string, radius: number): void {
  for (const [style, r] of [
    ["#202024", radius + 1.5],
    ["#ffffff", radius],
    [color, radius - 1.5],
  ] as const) {
    context.fillStyle = style;
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
    context.fill();
  }
}

/** On its upper edge. */
function topOf([x0, y0, x1]: readonly [number, number, number, number], size: number): Pixel {
  return [(x0 + x1) / 2, y0 - size];
}

function middleOf(way: readonly Pixel[]): Pixel {
  const [a, b] = [way[(way.length - 1) >> 1]!, way[way.length >> 1]!] as const;
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

function around([x, y]: Pixel, reach: number): Rect {
  return { left: x - reach, top: y - reach, width: 2 * reach, height: 2 * reach };
}
