import { InputError, type Intrinsics } from "../../types.ts";
import type { ExportFrame } from "./frame.ts";

/** The camera of all frames, for formats that hold a single one. */
export function oneCamera(frames: readonly ExportFrame[], format: string): Intrinsics {
  const [first] = frames as [ExportFrame, ...ExportFrame[]];
  const key = ({ camera }: ExportFrame): string => JSON.stringify(camera);
  const other = frames.find((frame) => key(frame) !== key(first));
  if (other) {
    throw new InputError(
      `${other.source.name} has another camera than ${first.source.name}, and ${format} holds one for all; convert to nerfstudio or colmap`,
    );
  }
  return first.camera;
}
