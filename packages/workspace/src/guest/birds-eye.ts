import type { heading } from "@spatialclaw/geometry";
import type { BevArrow, BevCamera, BevObject, GroundPlace, PictureItem } from "../wire.ts";
import { formatNumber } from "./format/numbers.ts";
import { defineType } from "./format/printers.ts";
import { DescribedPicture } from "./pictures.ts";
import type { Placed } from "./placing.ts";

const SIZE = { width: 720, height: 720 };
/** Points that are drawn of one object, and of all together. */
const OUTLINE = 400;
const OUTLINES = 12000;

type Standing = ReturnType<typeof heading>;

export class BirdsEyeView extends DescribedPicture implements Bev {
  readonly items: Bev["items"];

  constructor(item: PictureItem, items: Bev["items"]) {
    super(SIZE, item);
    this.items = Object.freeze(items.map((entry) => Object.freeze(entry)));
    Object.freeze(this);
  }
}

/** Seen from above, what lies ahead of `standing` up: the picture and the numbers it draws. */
export function birdsEyeView(
  standing: Standing,
  label: string,
  placed: readonly Placed[],
  cameras: readonly BevCamera[],
  arrows: readonly BevArrow[] = [],
): BirdsEyeView {
  const items = placed.map(({ label, position }) => {
    const { forward, right, distance } = standing.locate(position);
    return { label, position, forward, right, distance };
  });
  const most = Math.min(OUTLINE, Math.floor(OUTLINES / Math.max(1, placed.length)));
  const objects = placed.map(
    ({ label, position, points }): BevObject => ({
      label,
      at: flat(standing, position),
      outline: outlineOf(standing, points, most),
    }),
  );
  return new BirdsEyeView({ kind: "bev", label, ...SIZE, cameras, objects, arrows }, items);
}

/** Where the place stands in the picture. */
export function flat(standing: Standing, p: Vec3): GroundPlace {
  const { right, forward } = standing.locate(p);
  return [right, forward];
}

function outlineOf(standing: Standing, points: Points | null, most: number): number[] {
  if (!points) return [];
  const sample = points.length > most ? points.sample(most) : points;
  const centimetre = (x: number) => Math.round(x * 100) / 100;
  return Array.from({ length: sample.length }, (_, i) => flat(standing, sample.at(i)).map(centimetre)).flat();
}

defineType(BirdsEyeView, (bev) => {
  const rows = bev.items.map(
    ({ label, forward, right, distance }) =>
      `${label} forward ${formatNumber(forward)} right ${formatNumber(right)} (${formatNumber(distance)} m)`,
  );
  return `Bev "${bev.label}": ${rows.join("; ") || "no objects"}`;
});
