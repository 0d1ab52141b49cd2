import path from "node:path";
import { imageHeader, readEncoded, readRgb } from "../images.ts";
import { type FrameGeometry, InputError, type SourceFrame } from "../types.ts";
import { Fields } from "./fields.ts";
import { existing } from "./files.ts";
import { readIntrinsics } from "./intrinsics.ts";
import { mapFile, readDepth, readInstances } from "./maps.ts";
import { fromOpenGL } from "./pose.ts";

/** What a frame takes from the capture as a whole. */
export interface CaptureContext {
  readonly root: string;
  /** Fields of the file itself: intrinsics that a frame does not give stand there. */
  readonly top: Fields;
  readonly metresPerUnit: number;
  /** Ids that may stand in instance maps. */
  readonly labelled: ReadonlySet<number>;
}

/** One entry of `frames`: everything that headers can tell is checked here, so that nothing fails half-way later. */
export async function openFrame(
  entry: unknown,
  where: string,
  frameIndex: number,
  { root, top, metresPerUnit, labelled }: CaptureContext,
): Promise<SourceFrame> {
  const fields = new Fields(entry, where);
  const file = await existing(root, fields.text("file_path"), where, "file_path");
  const picture = await imageHeader(file);
  if (picture.orientation !== 1) {
    // Upright pixels would no longer be those that the intrinsics and the depth belong to.
    throw new InputError(
      `${where}: ${fields.text("file_path")} is turned by its EXIF orientation ${picture.orientation}; a capture's images must be stored as their depth and intrinsics are: remove the tag, or turn all of them`,
    );
  }
  const intrinsics = readIntrinsics(new Fields(entry, where, top), where, picture);
  const c2w = fromOpenGL(fields.matrix("transform_matrix"), where);
  const depth = await mapFile(fields, "depth_file_path", [16], root, where, picture);
  const instances = await mapFile(fields, "instances_file_path", [8, 16], root, where, picture);
  const geometry: FrameGeometry = {
    intrinsics,
    c2w,
    depth: async () => (depth ? readDepth(depth, metresPerUnit) : null),
    instances: async () => (instances ? readInstances(instances, labelled) : null),
  };
  return {
    frameIndex,
    name: path.basename(file),
    width: picture.width,
    height: picture.height,
    seconds: fields.has("time") ? fields.number("time") : null,
    geometry,
    focal: picture.focal,
    pixels: () => readRgb(file),
    encoded: () => readEncoded(file, picture),
  };
}
