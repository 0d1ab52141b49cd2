import { type ImageHeader, imageHeader, readGrey } from "../images.ts";
import { type DepthMap, InputError, type InstanceMap } from "../types.ts";
import type { Fields } from "./fields.ts";
import { existing } from "./files.ts";

/**
 * The file of a depth or instance map, null when the frame names none. Refuses by the header what could not be read
 * to the last bit: another size than the picture, a lossy format, colours, other sample sizes than `bits`.
 */
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
  const { width, height, format, channels, bitsPerSample } = await imageHeader(file);
  if (width !== picture.width || height !== picture.height) {
    throw new InputError(
      `${where}: ${relative} has ${width}x${height} pixels, its image ${picture.width}x${picture.height}; they must agree`,
    );
  }
  if (format !== "png" || channels !== 1 || bitsPerSample === null || !bits.includes(bitsPerSample)) {
    const found = `${format} with ${channels} ${channels === 1 ? "channel" : "channels"}${bitsPerSample === null ? "" : ` of ${bitsPerSample} bits`}`;
    throw new InputError(
      `${where}: ${relative} is a ${found}, "${field}" expects a greyscale png of ${bits.join(" or ")} bits`,
    );
  }
  return file;
}

/** Metres along the optical axis; 0 in the file is "not measured". */
export async function readDepth(file: string, metresPerUnit: number): Promise<DepthMap> {
  const { width, height, data } = await readGrey(file);
  const metres = new Float32Array(data.length);
  for (let i = 0; i < data.length; i++) metres[i] = data[i] === 0 ? Number.NaN : (data[i] as number) * metresPerUnit;
  return { width, height, data: metres };
}

export async function readInstances(file: string, labelled: ReadonlySet<number>): Promise<InstanceMap> {
  const map = await readGrey(file);
  const stranger = map.data.find((id) => id !== 0 && !labelled.has(id));
  if (stranger !== undefined) {
    throw new InputError(
      `${file} holds instance ${stranger}, which "instances" in transforms.json does not label; expected one of ${[...labelled].join(", ")}`,
    );
  }
  return map;
}
