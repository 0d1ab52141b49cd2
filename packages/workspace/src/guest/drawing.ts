import type { PictureItem } from "../wire.ts";
import { requireFrame, wholeBox } from "./boxes.ts";
import { fail, number, optional, options } from "./check.ts";
import { formatNumber } from "./format/numbers.ts";
import { InputFrame } from "./frames.ts";
import { clip } from "./labels.ts";
import { type Ground, marksFrom } from "./marks.ts";
import { DescribedPicture, pictureItem, pictureItems } from "./pictures.ts";
import type { Session } from "./session.ts";
import { sheetOf } from "./sheet.ts";

const WHERE = "tools.Draw";
/** The longer side of an enlarged part, unless a cell says how much. */
const READABLE = 640;
const MOST_ENLARGED = 8;
/** The longest side of any part. */
const LONGEST = 2048;
/** Whole pictures that one drawing may hold, and drawings in drawings. */
const MOST_PICTURES = 128;
const DEEPEST = 8;

export function createDraw({ host, frames }: Session): typeof tools.Draw {
  const groundOf = (where: string, value: unknown): Ground => {
    const item = pictureItem(where, value);
    const { width, height } = value as Picture;
    const shown = InputFrame.is(value) ? value : frameOf(item);
    return { width, height, item, frame: typeof shown === "number" ? frames.at(shown) : shown };
  };

  return Object.freeze({
    mark(on: Frame | Picture, marks: Parameters<typeof tools.Draw.mark>[1]): Picture {
      const where = `${WHERE}.mark`;
      const ground = groundOf(`${where}(on)`, on);
      const found = marksFrom(where, ground, marks);
      if (found.missing.length > 0) host.print(`mark: ${found.missing.join(", ")}: null (not found), so not drawn`);
      const names = found.marks.map(({ label }) => label).join(", ");
      const label = clip(`${ground.item.label}, marked: ${names || "nothing"}`, 200);
      return composed(where, ground, { kind: "marked", label, on: ground.item, marks: found.marks });
    },

    crop(of: Frame | Picture, box: Box, settings?: { margin?: number; scale?: number }): Picture {
      const where = `${WHERE}.crop`;
      const { margin, scale } = options(`${where}(options)`, settings, ["margin", "scale"]);
      const ground = groundOf(`${where}(of)`, of);
      requireFrame(`${where}(box)`, box, ground.frame, ground.item.label);
      const around = optional(`${where}(margin)`, margin, 0.1, { min: 0, max: 10 });
      const { x0, y0, x1, y1 } = widened(wholeBox(`${where}(box)`, box, ground), around, ground);
      const longer = Math.max(x1 - x0, y1 - y0);
      const wanted =
        scale === undefined
          ? Math.min(MOST_ENLARGED, Math.max(1, READABLE / longer))
          : number(`${where}(scale)`, scale, { min: 0.05, max: 32 });
      const by = Math.min(wanted, LONGEST / longer);
      const size = {
        width: Math.max(1, Math.round((x1 - x0) * by)),
        height: Math.max(1, Math.round((y1 - y0) * by)),
      };
      const label = clip(`${ground.item.label}, pixels ${x0}..${x1}, ${y0}..${y1}, ${formatNumber(by)}x`, 200);
      return composed(where, size, { kind: "crop", label, ...size, of: ground.item, box: [x0, y0, x1, y1] });
    },

    grid(pictures: readonly (Frame | Picture)[], settings?: { columns?: number }): Picture {
      const where = `${WHERE}.grid`;
      const { columns } = options(`${where}(options)`, settings, ["columns"]);
      const items = pictureItems(`${where}(pictures)`, pictures);
      if (items.length > MOST_PICTURES)
        fail(where, `${items.length} pictures; at most ${MOST_PICTURES} fit: frames.sample(n) takes fewer`);
      const sizes = (Array.isArray(pictures) ? pictures : [pictures]) as readonly Picture[];
      const most = optional(`${where}(columns)`, columns, Math.ceil(Math.sqrt(items.length)), {
        min: 1,
        max: 16,
        integer: true,
      });
      const layout = sheetOf(sizes, Math.min(most, items.length));
      const label = clip(`${items.length} pictures, row by row: ${items.map((item) => item.label).join("; ")}`, 300);
      return composed(where, layout, { kind: "grid", label, ...layout, pictures: items });
    },
  });
}

/** A picture of pictures, as long as it can be drawn in reasonable time. */
function composed(
  where: string,
  size: { readonly width: number; readonly height: number },
  item: PictureItem,
): Picture {
  const { pictures, depth } = contentOf(item);
  if (pictures > MOST_PICTURES)
    fail(where, `it would hold ${pictures} pictures; at most ${MOST_PICTURES} can be drawn`);
  if (depth > DEEPEST)
    fail(
      where,
      `drawings within drawings within drawings, ${depth} deep; at most ${DEEPEST}: pass all marks in one call`,
    );
  return new DescribedPicture(size, item);
}

function contentOf(item: PictureItem): { readonly pictures: number; readonly depth: number } {
  const inner =
    item.kind === "marked" ? [item.on] : item.kind === "crop" ? [item.of] : item.kind === "grid" ? item.pictures : [];
  const contents = inner.map(contentOf);
  return {
    pictures: contents.length === 0 ? 1 : contents.reduce((sum, { pictures }) => sum + pictures, 0),
    depth: 1 + Math.max(0, ...contents.map(({ depth }) => depth)),
  };
}

/** Position of the frame whose pixels are the picture's own; null when it is a part, a chart or a reference image. */
function frameOf(item: PictureItem): number | null {
  if (item.kind === "marked") return frameOf(item.on);
  return (item.kind === "overlay" || item.kind === "frame") && !item.place.reference ? item.place.at : null;
}

function widened({ x0, y0, x1, y1 }: Box, share: number, { width, height }: Ground): Box {
  const [dx, dy] = [Math.round((x1 - x0) * share), Math.round((y1 - y0) * share)];
  return {
    x0: Math.max(0, x0 - dx),
    y0: Math.max(0, y0 - dy),
    x1: Math.min(width, x1 + dx),
    y1: Math.min(height, y1 + dy),
  };
}
