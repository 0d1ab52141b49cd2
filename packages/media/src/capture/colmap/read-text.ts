import path from "node:path";
import type { Intrinsics } from "../../types.ts";
import { numbersIn, readLines, readText } from "../text.ts";
import { pinhole } from "./cameras.ts";
import type { Model, ModelImage } from "./model.ts";

/** cameras.txt and images.txt. */
export async function readTextModel(folder: string): Promise<Model> {
  const cameras = new Map<number, Intrinsics>();
  for (const { where, words } of await readLines(path.join(folder, "cameras.txt"))) {
    const expected = "CAMERA_ID MODEL WIDTH HEIGHT PARAMS";
    const [id] = numbersIn(words, where, 1, expected) as [number];
    const [width, height] = numbersIn(words.slice(2), where, 2, expected) as [number, number];
    const parameters = numbersIn(words.slice(4), where, words.length - 4, "finite parameters");
    cameras.set(id, pinhole(words[1] ?? "", parameters, { width, height }, where));
  }
  return { cameras, images: await readImages(path.join(folder, "images.txt")) };
}

/** Two lines a picture; the second one lists its points and may be empty. */
async function readImages(file: string): Promise<ModelImage[]> {
  const lines = (await readText(file))
    .split("\n")
    .map((text, i) => ({ text: text.trim(), where: `${path.basename(file)}, line ${i + 1}` }));
  const images: ModelImage[] = [];
  for (let i = 0; i < lines.length; i++) {
    const { text, where } = lines[i] as { text: string; where: string };
    if (text === "" || text.startsWith("#")) continue;
    const words = text.split(/\s+/);
    const numbers = numbersIn(words, where, 9, "IMAGE_ID QW QX QY QZ TX TY TZ CAMERA_ID NAME");
    const [, qw, qx, qy, qz, tx, ty, tz, camera] = numbers as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    // Names may hold spaces.
    const name = text.replace(/^(?:\S+\s+){9}/, "");
    images.push({ where, name, camera, rotation: [qx, qy, qz, qw], translation: [tx, ty, tz] });
    i++;
  }
  return images;
}
