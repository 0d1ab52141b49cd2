import { InputError } from "../types.ts";
import type { Container } from "./container.ts";
import type { Av } from "./library.ts";
import { ticks } from "./ticks.ts";

/** What the packets of a video say, in the order of decoding; times in ticks, NaN where they have none. */
export interface Scan {
  readonly pts: readonly number[];
  readonly dts: readonly number[];
  readonly durations: readonly number[];
  /** Decoding can begin here. */
  readonly isKey: readonly boolean[];
  /** Only decoded for the sake of later ones: it lies before the start of an edit list. */
  readonly isHidden: readonly boolean[];
  /** Where the last packet of all streams ends, in seconds on the file's own clock. */
  readonly lastEnd: number;
}

/** 18 hours at 30 frames a second. */
const MOST_FRAMES = 2_000_000;

/** Reads all packets of the video without decoding any. */
export async function scanPackets(
  { lib, constants }: Av,
  container: Container,
  shown: string,
  onFrame: (count: number) => void,
): Promise<Scan> {
  const [pts, dts, durations]: [number[], number[], number[]] = [[], [], []];
  const [isKey, isHidden]: [boolean[], boolean[]] = [[], []];
  let lastEnd = Number.NEGATIVE_INFINITY;
  const packet = new lib.Packet();
  packet.alloc();
  const scales = container.context.streams.map(({ timeBase }) => timeBase.num / timeBase.den);
  try {
    while (await container.read(packet)) {
      const at = ticks(packet.pts, { lib, constants });
      const lasts = ticks(packet.duration, { lib, constants });
      const end = (at + lasts) * (scales[packet.streamIndex] ?? Number.NaN);
      if (end > lastEnd) lastEnd = end;
      if (container.isVideo(packet)) {
        pts.push(at);
        dts.push(ticks(packet.dts, { lib, constants }));
        durations.push(lasts);
        isKey.push(packet.isKeyframe);
        isHidden.push((packet.flags & constants.AV_PKT_FLAG_DISCARD) !== 0);
        if (pts.length > MOST_FRAMES)
          throw new InputError(
            `${shown} has more than ${MOST_FRAMES} frames; cut it: ffmpeg -ss 0 -t 3600 -i ${shown} -c copy part.mp4`,
          );
        onFrame(pts.length);
      }
      packet.unref();
    }
  } finally {
    packet.free();
  }
  return { pts, dts, durations, isKey, isHidden, lastEnd };
}
