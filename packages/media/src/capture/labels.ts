import path from "node:path";
import { InputError, type InstanceLabel } from "../types.ts";
import { Fields } from "./fields.ts";
import { readText } from "./text.ts";

/** Instance maps have at most 16 bits, and 0 is background. */
const LAST_ID = 65535;

/** The list `instances`; null when the capture has none. */
export function readLabels(top: Fields, file: string): readonly InstanceLabel[] | null {
  if (!top.has("instances")) return null;
  const seen = new Map<number, string>();
  return top.list("instances").map((entry, i) => {
    const fields = new Fields(entry, `${file}, instance ${i}`);
    const id = fields.count("id", LAST_ID);
    const label = fields.text("label").trim();
    const other = seen.get(id);
    if (other !== undefined) {
      throw new InputError(
        `${file}, instance ${i}: field "id" is ${id} for ${JSON.stringify(label)}, but ${JSON.stringify(other)} has it already; expected an id of its own`,
      );
    }
    seen.set(id, label);
    return { id, label };
  });
}

/** A file that holds nothing but that list. */
export async function readLabelsFile(file: string): Promise<{ list: readonly InstanceLabel[]; file: string }> {
  const text = await readText(file);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new InputError(`${file} is not valid JSON: ${error instanceof Error ? error.message : error}`);
  }
  return { list: readLabels(new Fields({ instances: parsed }, file), file) ?? [], file: path.basename(file) };
}
