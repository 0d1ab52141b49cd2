import path from "node:path";
import { type ImageHeader, imageHeader, readEncoded, readGrey, readRgb } from "../images.ts";
import {
  type DepthMap,
  type FrameGeometry,
  InputError,
  type InstanceMap,
  type Intrinsics,
  type SourceFrame,
} from "../types.ts";
import type { Fields } from "./fields.ts";
import { existing } from "./files.ts";
import { fromOpenGL } from "./pose.ts";

const DISTORTION = ["k1", "k2", "k3", "k4", "p1", "p2"];

export interface FrameFiles {
  readonly color: string;
  readonly depth: string | null;
  readonly instances: string | null;
}

/** One entry of `frames`: everything that headers can tell is checked here, so that nothing fails half-way later. */
export async function openFrame(
  fields: Fields,
  where: string,
  root: string,
  frameIndex: number,
  metresPerUnit: number,
  labelled: ReadonlySet<number>,
): Promise<SourceFrame> {
  const file = await existing(root, fields.text("file_path"), where, "file_path");
  const color = await imageHeader(file);
  const intrinsics = readIntrinsics(fields, where, color);
  const c2w = fromOpenGL(fields.matrix("transform_matrix"), where);
  const depth = await mapFile(fields, "depth_file_path", root, where, color);
  const instances = await mapFile(fields, "instances_file_path", root, where, color);
  const geometry: FrameGeometry = {
    intrinsics,
    c2w,
    depth: async () => (depth ? readDepth(depth, metresPerUnit) : null),
    instances: async () => (instances ? readInstances(instances, labelled) : null),
  };
  return {
    frameIndex,
    name: path.basename(file),
    width: color.width,
    height: color.height,
    seconds: fields.has("time") ? fields.number("time") : null,
    geometry,
    pixels: () => readRgb(file),
    encoded: () => readEncoded(file, color),
  };
}

function readIntrinsics(fields: Fields, where: string, color: ImageHeader): Intrinsics {
  for (const name of DISTORTION) {
    if (fields.has(name) && fields.number(name) !== 0) {
      throw new InputError(
        `${where}: lens distortion "${name}" is ${fields.number(name)}; undistort the images first and set it to 0`,
      );
    }
  }
  const width = fields.positive("w");
  const height = fields.positive("h");
  if (width !== color.width || height !== color.height) {
    throw new InputError(
      `${where}: "w" and "h" say ${width}x${height}, the image has ${color.width}x${color.height}; the intrinsics must be those of the image`,
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

async function mapFile(
  fields: Fields,
  name: string,
  root: string,
  where: string,
  color: ImageHeader,
): Promise<string | null> {
  if (!fields.has(name)) return null;
  const file = await existing(root, fields.text(name), where, name);
  const { width, height } = await imageHeader(file);
  if (width !== color.width || height !== color.height) {
    throw new InputError(
      `${where}: ${fields.text(name)} has ${width}x${height} pixels, its image ${color.width}x${color.height}; they must agree`,
    );
  }
  return file;
}

async function readDepth(file: string, metresPerUnit: number): Promise<DepthMap> {
  const { width, height, data } = await readGrey(file);
  const metres = new Float32Array(data.length);
  for (let i = 0; i < data.length; i++) metres[i] = data[i] === 0 ? Number.NaN : (data[i] as number) * metresPerUnit;
  return { width, height, data: metres };
}

async function readInstances(file: string, labelled: ReadonlySet<number>): Promise<InstanceMap> {
  const map = await readGrey(file);
  const unknown = new Set(map.data).difference(labelled);
  unknown.delete(0);
  const [first] = unknown;
  if (first !== undefined) {
    throw new InputError(
      `${file} holds instance ${first}, which "instances" in transforms.json does not label; expected one of ${[...labelled].join(", ")}`,
    );
  }
  return map;
}
