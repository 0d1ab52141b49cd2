import path from "node:path";
import { type ImageHeader, imageHeader, readEncoded, readRgb } from "../images.ts";
import { InputError, type InstanceLabel, type Intrinsics, type SourceFrame } from "../types.ts";
import { checkMap, readDepth, readInstances } from "./maps.ts";

/** What a folder of files says of one frame; paths are absolute. */
export interface FrameParts {
  readonly frameIndex: number;
  /** For errors: "rgb.txt, line 3". */
  readonly where: string;
  readonly picture: string;
  /** For a picture, or for a depth map, of this size. */
  readonly intrinsics: (size: { readonly width: number; readonly height: number }, where: string) => Intrinsics;
  readonly c2w: readonly number[] | null;
  readonly depth: { readonly file: string; readonly metresPerUnit: number; readonly mayDiffer?: boolean } | null;
  readonly instances: { readonly file: string; readonly labels: Labels } | null;
  readonly seconds: number | null;
}

export interface Labels {
  readonly list: readonly InstanceLabel[];
  /** The file that they stand in. */
  readonly file: string;
}

/** A frame of a capture whose picture, depth and ids are files of their own. What headers can tell is checked here. */
export async function frameFrom(parts: FrameParts): Promise<SourceFrame> {
  const { frameIndex, where, picture, c2w, depth, instances, seconds } = parts;
  const header = await uprightHeader(picture, where);
  const size = { ...header, of: "its image" };
  const map = depth
    ? await checkMap(depth.file, path.basename(depth.file), where, {
        bits: [16],
        size: depth.mayDiffer ? null : size,
        as: "depth",
      })
    : header;
  if (instances)
    await checkMap(instances.file, path.basename(instances.file), where, { bits: [8, 16], size, as: "an id map" });
  const ids = new Set(instances?.labels.list.map(({ id }) => id));
  return {
    frameIndex,
    name: path.basename(picture),
    width: header.width,
    height: header.height,
    seconds,
    geometry: {
      intrinsics: parts.intrinsics(map, where),
      c2w,
      depth: async () => (depth ? readDepth(depth.file, depth.metresPerUnit) : null),
      instances: async () => (instances ? readInstances(instances.file, ids, instances.labels.file) : null),
    },
    focal: header.focal,
    pixels: () => readRgb(picture),
    encoded: () => readEncoded(picture, header),
  };
}

/** The header of a picture that lies as its depth and its intrinsics do. */
export async function uprightHeader(file: string, where: string): Promise<ImageHeader> {
  const header = await imageHeader(file);
  if (header.orientation !== 1) {
    // Upright pixels would no longer be those that the intrinsics and the depth belong to.
    throw new InputError(
      `${where}: ${path.basename(file)} is turned by its EXIF orientation ${header.orientation}; a capture's images must be stored as their depth and intrinsics are: remove the tag, or turn all of them`,
    );
  }
  return header;
}
