import { createCanvas } from "@napi-rs/canvas";
import { blankCanvas, font, type Surface } from "./canvas.ts";
import { fitText } from "./text.ts";

/** A part of the picture, stretched to a size; the part lies inside the picture. */
export function paintCrop(
  { canvas }: Surface,
  [x0, y0, x1, y1]: readonly [x0: number, y0: number, x1: number, y1: number],
  width: number,
  height: number,
): Surface {
  const out = createCanvas(width, height);
  const context = out.getContext("2d");
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "high";
  context.drawImage(canvas, x0, y0, x1 - x0, y1 - y0, 0, 0, width, height);
  return { canvas: out, context };
}

export interface SheetDrawing {
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  /** Widest and highest that a picture may be in each row, without its caption. */
  readonly cell: number;
  readonly rows: readonly number[];
  readonly gap: number;
  readonly caption: number;
  readonly pictures: readonly { readonly label: string; paint(): Promise<Surface> }[];
}

/** Pictures in rows, each under its name and as large as its place allows. */
export async function paintSheet(sheet: SheetDrawing): Promise<Surface> {
  const { columns, cell, rows, gap, caption, pictures } = sheet;
  const surface = blankCanvas(sheet.width, sheet.height);
  const { context } = surface;
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "high";
  const tops = rows.map((_, row) => rows.slice(0, row).reduce((sum, high) => sum + high + caption + gap, gap));
  // One after the other: whole frames are large, and each is let go as soon as it is in its cell.
  for (const [i, { label, paint }] of pictures.entries()) {
    const row = Math.floor(i / columns);
    const [left, top, high] = [gap + (i % columns) * (cell + gap), tops[row]!, rows[row]!];
    context.font = font(13, true);
    context.fillStyle = "#2a2a30";
    context.textAlign = "left";
    context.textBaseline = "middle";
    context.fillText(fitText(context, label, cell), left, top + caption / 2);
    const { canvas } = await paint();
    const scale = Math.min(cell / canvas.width, high / canvas.height);
    const size = [canvas.width, canvas.height].map((side) => Math.max(1, Math.round(side * scale))) as [number, number];
    context.drawImage(canvas, left, top + caption, ...size);
  }
  return surface;
}
