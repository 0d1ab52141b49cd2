import { stat } from "node:fs/promises";
import path from "node:path";
import { InputError } from "../types.ts";

/** The file that a field names, which must lie inside the capture's folder and exist. */
export async function existing(root: string, relative: string, where: string, field: string): Promise<string> {
  const file = path.resolve(root, relative);
  if (!file.startsWith(root + path.sep)) {
    throw new InputError(`${where}: "${field}" names ${relative}, which lies outside of the capture's folder`);
  }
  const found = await stat(file).catch(() => null);
  if (!found?.isFile())
    throw new InputError(`${where}: "${field}" names ${relative}, but there is no such file in ${root}`);
  return file;
}
