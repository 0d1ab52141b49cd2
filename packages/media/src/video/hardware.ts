import type { HardwareContext } from "node-av/api";
import type { Frame } from "node-av/lib";
import type { Av } from "./library.ts";

let found: Promise<HardwareContext | null> | null = null;

/** A device that decodes, tried out by node-av; one for all videos. null where there is none. */
export function decodingHardware(): Promise<HardwareContext | null> {
  found ??= import("node-av/api").then(({ HardwareContext }) => HardwareContext.auto()).catch(() => null);
  return found;
}

/** The frame in the machine's own memory: itself, or a copy that the caller frees. Throws when the device refuses. */
export async function inMemory({ lib }: Av, frame: Frame): Promise<Frame> {
  if (!frame.isHwFrame()) return frame;
  const copy = new lib.Frame();
  copy.alloc();
  try {
    lib.FFmpegError.throwIfError(await frame.hwframeTransferData(copy), "reading a frame from the device");
    copy.copyProps(frame);
    return copy;
  } catch (error) {
    copy.free();
    throw error;
  }
}
