import type { PictureItem } from "../wire.ts";
import { fail, shown } from "./check.ts";
import { defineType } from "./format/printers.ts";
import { frameName, InputFrame } from "./frames.ts";

/** A picture that the host draws when somebody looks at it; until then it is a description. */
export class DescribedPicture implements Picture {
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly #item: PictureItem;

  constructor(size: { readonly width: number; readonly height: number }, item: PictureItem) {
    this.width = size.width;
    this.height = size.height;
    this.label = item.label;
    this.#item = item;
    if (new.target === DescribedPicture) Object.freeze(this);
  }

  static itemOf(value: unknown): PictureItem | null {
    return typeof value === "object" && value !== null && #item in value ? value.#item : null;
  }
}

export function frameItem(frame: InputFrame): PictureItem {
  return { kind: "frame", place: InputFrame.placeOf(frame), label: frameName(frame) };
}

/** A frame or picture that a cell passed. */
export function pictureItem(where: string, value: unknown): PictureItem {
  const known = InputFrame.is(value) ? frameItem(value) : DescribedPicture.itemOf(value);
  return known ?? fail(where, `expected frames or pictures (of a seg: seg.overlay()), got ${shown(value)}`);
}

/** Frames and pictures for a look of the vision model: one of them or a list. */
export function pictureItems(where: string, value: unknown): PictureItem[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) fail(where, "the list of pictures is empty; pass at least one frame or picture");
  return list.map((item) => pictureItem(where, item));
}

defineType(DescribedPicture, (picture) => `Picture "${picture.label}" (${picture.width}x${picture.height})`);
