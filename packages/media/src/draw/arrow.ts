import type { SKRSContext2D } from "@napi-rs/canvas";

export type Pixel = readonly [x: number, y: number];

const OUTLINE = "#202024";

/** A line through the places, readable on any ground, with a head at the last one. */
export function drawArrow(context: SKRSContext2D, way: readonly Pixel[], color: string): void {
  drawWay(context, way, color, 2.5);
  const tip = way.at(-1);
  // The head points along the last stretch long enough to have a direction.
  const from = way.findLast(([x, y]) => tip && Math.hypot(tip[0] - x, tip[1] - y) > 3);
  if (!tip || !from) return;
  const length = Math.hypot(tip[0] - from[0], tip[1] - from[1]);
  const [dx, dy] = [(tip[0] - from[0]) / length, (tip[1] - from[1]) / length];
  context.beginPath();
  context.moveTo(tip[0] + 3 * dx, tip[1] + 3 * dy);
  context.lineTo(tip[0] - 12 * dx - 7 * dy, tip[1] - 12 * dy + 7 * dx);
  context.lineTo(tip[0] - 12 * dx + 7 * dy, tip[1] - 12 * dy - 7 * dx);
  context.closePath();
  context.lineWidth = 1.5;
  context.strokeStyle = OUTLINE;
  context.stroke();
  context.fillStyle = color;
  context.fill();
}

/** A line through the places in a colour with a dark border. */
export function drawWay(context: SKRSContext2D, way: readonly Pixel[], color: string, width: number): void {
  context.lineJoin = "round";
  context.lineCap = "round";
  for (const [style, lineWidth] of [
    [OUTLINE, width + 2],
    [color, width],
  ] as const) {
    context.strokeStyle = style;
    context.lineWidth = lineWidth;
    context.beginPath();
    for (const [i, [x, y]] of way.entries()) {
      if (i === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
    context.stroke();
  }
}
