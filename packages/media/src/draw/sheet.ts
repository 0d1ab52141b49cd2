import type { RgbImage } from "../types.ts";
import { blankCanvas, type Drawing, encode, font, pictureCanvas } from "./canvas.ts";

export interface LabelledImage {
  readonly label: string;
  readonly image: RgbImage;
}

const WIDTH = 1200;
const GAP = 8;
const LETTERS = 15;
const CAPTION = 26;

/** Pictures side by side in reading order, each with its label below; 1200 pixels wide. JPEG. */
export async function contactSheet(images: readonly LabelledImage[]): Promise<Drawing> {
  if (images.length === 0) throw new RangeError("contactSheet: got no images, expected at least one");
  const columns = Math.ceil(Math.sqrt(images.length));
  const rows = Math.ceil(images.length / columns);
  const cell = { width: Math.floor((WIDTH - GAP) / columns) - GAP, height: 0 };
  // Wide pictures make low rows; a tall one is fitted into a square at most.
  const flattest = Math.max(...images.map(({ image }) => image.height / image.width));
  cell.height = Math.max(1, Math.round(cell.width * Math.min(1, flattest)));
  const pitch = cell.height + CAPTION + GAP;
  const { canvas, context } = blankCanvas(WIDTH, rows * pitch + GAP);
  context.font = font(LETTERS, true);
  context.textAlign = "center";
  context.textBaseline = "middle";
  images.forEach(({ label, image }, i) => {
    const left = GAP + (i % columns) * (cell.width + GAP);
    const top = GAP + Math.floor(i / columns) * pitch;
    const scale = Math.min(cell.width / image.width, cell.height / image.height);
    const [width, height] = [image.width * scale, image.height * scale];
    const middle = left + cell.width / 2;
    context.fillStyle = "#f0f0f2";
    context.fillRect(left, top, cell.width, cell.height);
    context.drawImage(pictureCanvas(image).canvas, middle - width / 2, top + (cell.height - height) / 2, width, height);
    context.fillStyle = "#202024";
    // The last argument narrows letters that would run into the next column.
    context.fillText(label, middle, top + cell.height + CAPTION / 2, cell.width);
  });
  return encode(canvas, "image/jpeg");
}
