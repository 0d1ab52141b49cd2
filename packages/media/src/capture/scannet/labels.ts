import { readdir } from "node:fs/promises";
import path from "node:path";
import { InputError, type InstanceLabel } from "../../types.ts";
import { Fields } from "../fields.ts";
import type { Labels } from "../parts.ts";
import { readText } from "../text.ts";

/**
 * The labels of ScanNet's id maps: `segGroups` of the file whose name ends in .aggregation.json, each with `objectId`,
 * from 0, and `label`. A pixel of the maps holds the object's id plus one.
 */
export async function readAggregation(root: string): Promise<Labels> {
  const name = (await readdir(root)).find((entry) => entry.endsWith(".aggregation.json"));
  if (!name)
    throw new InputError(`${root} has instance-filt/ but no *.aggregation.json, expected the labels of its ids`);
  const file = path.join(root, name);
  let parsed: unknown;
  try {
    parsed = JSON.parse(await readText(file));
  } catch (error) {
    throw error instanceof InputError
      ? error
      : new InputError(`${file} is not valid JSON: ${(error as Error).message}`);
  }
  const list = new Fields(parsed, name).list("segGroups").map((group, i): InstanceLabel => {
    const fields = new Fields(group, `${name}, segGroup ${i}`);
    const id = fields.number("objectId");
    if (!Number.isInteger(id) || id < 0)
      throw new InputError(`${name}, segGroup ${i}: field "objectId" is ${id}, expected a whole number from 0`);
    return { id: id + 1, label: fields.text("label").trim() };
  });
  return { list, file: name };
}
