import path from "node:path";
import { InputError } from "../../types.ts";
import { existing } from "../files.ts";
import { rigidFrom } from "../rigid.ts";
import { type Line, numbersIn, readLines } from "../text.ts";

/** A file or pose that was recorded at a time. */
export interface Stamped<T> {
  readonly at: number;
  readonly where: string;
  readonly value: T;
}

/** `timestamp filename` a line, by time; files exist and lie in the folder. */
export async function readFileList(root: string, name: string): Promise<Stamped<string>[]> {
  const lines = await readLines(path.join(root, name));
  const entries = await Promise.all(
    lines.map(async ({ where, words }) => {
      const [at] = numbersIn(words, where, 1, "a time stamp and a file name") as [number];
      const file = words[1];
      if (file === undefined) throw new InputError(`${where} has no file name, expected a time stamp and a file name`);
      return { at, where, value: await existing(root, file, where, "file name") };
    }),
  );
  return inTime(entries, name);
}

/** `timestamp tx ty tz qx qy qz qw` a line, by time: camera-to-world, OpenCV's axes, metres. */
export async function readPoseList(root: string, name: string): Promise<Stamped<readonly number[]>[]> {
  const lines = await readLines(path.join(root, name));
  return inTime(lines.map(poseIn), name);
}

function poseIn({ where, words }: Line): Stamped<readonly number[]> {
  const expected = "timestamp tx ty tz qx qy qz qw";
  const [at, tx, ty, tz, x, y, z, w] = numbersIn(words, where, 8, expected) as [
    ...[number, number, number, number],
    ...[number, number, number, number],
  ];
  return { at, where, value: rigidFrom([x, y, z, w], [tx, ty, tz], where) };
}

function inTime<T>(entries: Stamped<T>[], name: string): Stamped<T>[] {
  if (entries.length === 0) throw new InputError(`${name} lists nothing, expected a line per time stamp`);
  entries.sort((a, b) => a.at - b.at);
  for (const [i, entry] of entries.entries()) {
    const before = entries[i - 1];
    if (before?.at === entry.at)
      throw new InputError(
        `${entry.where} has the time stamp ${entry.at} of ${before.where}; expected each time once: remove one of them`,
      );
  }
  return entries;
}
