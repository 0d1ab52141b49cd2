import type { SKRSContext2D } from "@napi-rs/canvas";
import { font } from "./canvas.ts";
import { fitText } from "./text.ts";

export interface LegendEntry {
  /** Position of the series, null for the line that says how many are left out. */
  readonly series: number | null;
  readonly text: string;
  readonly left: number;
  readonly top: number;
}

export const LEGEND_FONT: string = font(13);
/** Of the sample of the line in front of a name. */
export const SAMPLE = 22;
const ROWS = 4;
const LINE = 20;
const EDGE = 12;

/** Names of the series in rows, left to right; a name is cut before it takes more than a row. */
export function layOutLegend(
  context: SKRSContext2D,
  { width, series }: { readonly width: number; readonly series: readonly { readonly label: string }[] },
  top: number,
): LegendEntry[] {
  context.font = LEGEND_FONT;
  const room = width - 2 * EDGE;
  const entries: LegendEntry[] = [];
  let [left, row] = [EDGE, 0];
  for (const [i, { label }] of series.entries()) {
    const text = fitText(context, label, Math.min(room, 300) - SAMPLE - 6);
    const needed = SAMPLE + 6 + context.measureText(text).width + 18;
    if (left > EDGE && left + needed > width) [left, row] = [EDGE, row + 1];
    if (row === ROWS) {
      const last = entries.pop();
      if (last) entries.push({ ...last, series: null, text: `and ${series.length - i + 1} more` });
      break;
    }
    entries.push({ series: i, text, left, top: top + row * LINE });
    left += Math.ceil(needed);
  }
  return entries;
}
