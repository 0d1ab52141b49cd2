import type { GuestHost } from "@spatialclaw/kernel";
import type { PictureItem } from "../wire.ts";
import { fail, shown } from "./check.ts";
import { FoundObject } from "./found.ts";
import { InputFrame } from "./frames.ts";
import { FrameMask, runsOf } from "./masks.ts";
import { DescribedPicture, frameItem } from "./pictures.ts";
import { overlayPicture, Segmentation } from "./seg.ts";

/** Takes whatever a cell has at hand; what was not found is counted, not hidden. */
export function createShow(host: GuestHost) {
  return function show(...items: readonly unknown[]): void {
    const flat = items.flat(Number.POSITIVE_INFINITY);
    const nothing = flat.filter((item) => item === null || item === undefined).length;
    // All are checked before any is shown: a wrong argument shows nothing by half.
    const pictures = flat.flatMap((item, i) => (item === null || item === undefined ? [] : [itemOf(item, i)]));
    for (const picture of pictures) host.show(picture);
    if (nothing > 0) host.print(`show: ${nothing} of ${flat.length} items are null (not found) and not shown`);
  };
}

function itemOf(value: unknown, position: number): PictureItem {
  if (InputFrame.is(value)) return frameItem(value);
  const picture = pictureOf(value);
  const known = DescribedPicture.itemOf(picture);
  return (
    known ??
    fail(
      "show",
      `item ${position} is ${shown(value)}; show takes frames, pictures, segs, found objects, masks, null and lists of them`,
    )
  );
}

function pictureOf(value: unknown): unknown {
  if (Segmentation.is(value)) return value.overlay();
  if (FoundObject.is(value)) return value.seg.overlay(value.frame);
  if (!FrameMask.is(value)) return value;
  return overlayPicture(FrameMask.frameOf(value), [{ label: "mask", mask: runsOf(value) }], `mask of ${value.area} px`);
}
