import type { MediaInput } from "../types.ts";
import { withFit } from "./check-fit.ts";
import { COLMAP } from "./colmap/open.ts";
import { NERFSTUDIO } from "./nerfstudio.ts";
import { SCANNET } from "./scannet/open.ts";
import { TUM } from "./tum/open.ts";

/** A way in which captures lie in folders. */
export interface CaptureFormat {
  readonly name: "nerfstudio" | "tum" | "scannet" | "colmap";
  /** For people: by what it is known. */
  readonly lookedFor: string;
  isHere(root: string): Promise<boolean>;
  /** Rejects with InputError. */
  open(root: string): Promise<MediaInput>;
}

/** The first one that is there counts: exports often keep the model they were made from. */
const FORMATS: readonly CaptureFormat[] = [NERFSTUDIO, TUM, SCANNET, COLMAP];

/** What a folder without a capture was searched for. */
export const LOOKED_FOR = FORMATS.map(({ lookedFor }) => lookedFor).join(", ");

export async function captureFormatOf(root: string): Promise<CaptureFormat | null> {
  for (const format of FORMATS) if (await format.isHere(root)) return format;
  return null;
}

/** Opens a capture folder, and compares its poses with its depth. */
export async function openCapture(format: CaptureFormat, root: string): Promise<MediaInput> {
  return withFit(await format.open(root));
}
