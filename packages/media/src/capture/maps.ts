import { decodedOnce } from "../cache/decoded.ts";
import { type ImageHeader, imageHeader, readGrey } from "../images.ts";
import { type DepthMap, InputError, type InstanceMap } from "../types.ts";
import type { Fields } from "./fields.ts";
import { existing } from "./files.ts";

interface Expected {
  /** Sizes of a sample that are read to the last bit. */
  readonly bits: readonly number[];
  /** What it has to have as many pixels as; null: any size. */
  readonly size: { readonly width: number; readonly height: number; readonly of: string } | null;
  /** What expects it: `"depth_file_path"`. */
  readonly as: string;
}

/**
 * The header of a depth or instance map. Refuses by it what could not be read to the last bit: another size, a lossy
 * format, colours, other sample sizes.
 */
export async function checkMap(
  file: string,
  shown: string,
  where: string,
  { bits, size, as }: Expected,
): Promise<ImageHeader> {
  const header = await imageHeader(file);
  const { width, height, format, channels, bitsPerSample } = header;
  if (size && (width !== size.width || height !== size.height)) {
    throw new InputError(
      `${where}: ${shown} has ${width}x${height} pixels, ${size.of} ${size.width}x${size.height}; they must agree`,
    );
  }
  if (format !== "png" || channels !== 1 || bitsPerSample === null || !bits.includes(bitsPerSample)) {
    const found = `${format} with ${channels} ${channels === 1 ? "channel" : "channels"}${bitsPerSample === null ? "" : ` of ${bitsPerSample} bits`}`;
    throw new InputError(
      `${where}: ${shown} is a ${found}, ${as} expects a greyscale png of ${bits.join(" or ")} bits`,
    );
  }
  return header;
}

/** The file of a map that a field names, checked; null when the frame names none. */
export async function mapFile(
  fields: Fields,
  field: string,
  bits: readonly number[],
  root: string,
  where: string,
  picture: ImageHeader,
): Promise<string | null> {
  if (!fields.has(field)) return null;
  const relative = fields.text(field);
  const file = await existing(root, relative, where, field);
  await checkMap(file, relative, where, { bits, size: { ...picture, of: "its image" }, as: `"${field}"` });
  return file;
}

/** Metres along the optical axis; 0 in the file is "not measured". Shared with other readers: do not write to it. */
export function readDepth(file: string, metresPerUnit: number): Promise<DepthMap> {
  return decodedOnce(`depth ${metresPerUnit}`, file, () => decodeDepth(file, metresPerUnit), bytesOf);
}

async function decodeDepth(file: string, metresPerUnit: number): Promise<DepthMap> {
  const { width, height, data } = await readGrey(file);
  const metres = new Float32Array(data.length);
  for (let i = 0; i < data.length; i++) metres[i] = data[i] === 0 ? Number.NaN : (data[i] as number) * metresPerUnit;
  return { width, height, data: metres };
}

function bytesOf({ data }: { readonly data: { readonly byteLength: number } }): number {
  return data.byteLength;
}

/** `labels` names the file that labels the ids. */
export function readInstances(
  file: string,
  labelled: ReadonlySet<number>,
  labels = '"instances" in transforms.json',
): Promise<InstanceMap> {
  const decode = () => decodeInstances(file, labelled, labels);
  return decodedOnce(`instances ${[...labelled].join()}`, file, decode, bytesOf);
}

async function decodeInstances(file: string, labelled: ReadonlySet<number>, labels: string): Promise<InstanceMap> {
  const map = await readGrey(file);
  const stranger = map.data.find((id) => id !== 0 && !labelled.has(id));
  if (stranger !== undefined) {
    throw new InputError(
      `${file} holds instance ${stranger}, which ${labels} does not label; expected one of ${[...labelled].join(", ")}`,
    );
  }
  return map;
}
