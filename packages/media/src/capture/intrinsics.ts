import { InputError, type Intrinsics } from "../types.ts";
import type { Fields } from "./fields.ts";

/** nerfstudio's names for perspective cameras; what distortion they may have is refused by its coefficients. */
const PERSPECTIVE: readonly string[] = ["OPENCV", "PINHOLE", "SIMPLE_PINHOLE", "RADIAL", "SIMPLE_RADIAL"];
const DISTORTION: readonly string[] = ["k1", "k2", "k3", "k4", "k5", "k6", "p1", "p2"];

/** A pinhole camera for a picture of this size; anything else is refused by name. */
export function readIntrinsics(
  fields: Fields,
  where: string,
  picture: { readonly width: number; readonly height: number },
): Intrinsics {
  refuseOtherModels(fields, where);
  const width = fields.count("w");
  const height = fields.count("h");
  if (width !== picture.width || height !== picture.height) {
    throw new InputError(
      `${where}: "w" and "h" say ${width}x${height}, the image has ${picture.width}x${picture.height}; the intrinsics must be those of the image`,
    );
  }
  return {
    fx: fields.positive("fl_x"),
    fy: fields.positive("fl_y"),
    cx: fields.number("cx"),
    cy: fields.number("cy"),
    width,
    height,
  };
}

function refuseOtherModels(fields: Fields, where: string): void {
  const model = fields.has("camera_model") ? fields.text("camera_model") : "PINHOLE";
  if (!PERSPECTIVE.includes(model)) {
    throw new InputError(
      `${where}: field "camera_model" is ${JSON.stringify(model)}, expected one of ${PERSPECTIVE.join(", ")}; undistort the images first`,
    );
  }
  for (const name of DISTORTION) {
    const value = fields.has(name) ? fields.number(name) : 0;
    if (value !== 0) {
      throw new InputError(
        `${where}: lens distortion "${name}" is ${value}; undistort the images first and set it to 0`,
      );
    }
  }
}
