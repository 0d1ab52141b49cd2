import type { Reporter } from "../progress.ts";
import { Container } from "./container.ts";
import { decodedTimes } from "./decode-times.ts";
import { turnFrom } from "./display.ts";
import type { VideoIndex } from "./index-types.ts";
import type { Av } from "./library.ts";
import { refuseAbsurdRate, refuseEmpty, refuseTruncated, refuseUntimed } from "./refuse.ts";
import { type Scan, scanPackets } from "./scan.ts";
import { ticks } from "./ticks.ts";

/**
 * The frame times of a video. They are read from its packets, without decoding, where every packet is known to be one
 * frame; else (old codecs, VP8 with pictures that are never shown, files without time stamps) it is decoded once.
 */
export async function readIndex(
  av: Av,
  file: string,
  shown: string,
  { onProgress, signal }: { onProgress?: Reporter | undefined; signal?: AbortSignal | undefined } = {},
): Promise<VideoIndex> {
  const container = await Container.open(av, file, shown);
  try {
    // The end of sound and pictures together tells whether a Matroska file is complete.
    if (!container.formatName.startsWith("matroska")) container.ignoreOthers();
    const total = Number(container.stream.nbFrames) || null;
    const count = (task: string) => (done: number) => {
      signal?.throwIfAborted();
      onProgress?.({ task: `${task} ${shown}`, done, total, unit: "frames" });
    };
    const scan = await scanPackets(av, container, shown, count("reading the frame times of"));
    refuseEmpty(scan.pts.length, shown);
    refuseTruncated(container, scan, shown);
    const decode = (until: number) => decodedTimes(av, file, shown, until, count("decoding for the frame times of"));
    const isFromPackets = onePacketOneFrame(av, container, scan);
    const times = isFromPackets ? await withoutUnshown(scan, decode) : await decode(Number.POSITIVE_INFINITY);
    const index = { ...indexOf(av, container, scan, times, shown), isFromPackets };
    refuseAbsurdRate(index, shown);
    return index;
  } finally {
    await container.close();
  }
}

function onePacketOneFrame({ constants: c }: Av, container: Container, { pts }: Scan): boolean {
  const known: readonly number[] = [
    ...[c.AV_CODEC_ID_H264, c.AV_CODEC_ID_HEVC, c.AV_CODEC_ID_VP9, c.AV_CODEC_ID_AV1],
    ...[c.AV_CODEC_ID_MJPEG, c.AV_CODEC_ID_PRORES, c.AV_CODEC_ID_FFV1],
  ];
  if (!known.includes(container.stream.codecpar.codecId)) return false;
  return pts.every(Number.isFinite) && new Set(pts).size === pts.length;
}

/**
 * A stream that was cut begins with pictures whose references are missing; the decoder leaves them out, and only it
 * knows which. They lie before the second key frame.
 */
async function withoutUnshown(
  { pts, isKey, isHidden }: Scan,
  decode: (until: number) => Promise<number[]>,
): Promise<readonly number[]> {
  const shown = pts.filter((_, i) => !isHidden[i]);
  const first = pts[0] as number;
  const isWhole = isKey[0] && !pts.some((at, i) => at < first && !isHidden[i]);
  if (isWhole) return shown;
  const [firstKey, secondKey] = isKey.flatMap((key, i) => (key ? [i] : []));
  if (firstKey === undefined) return decode(Number.POSITIVE_INFINITY);
  const begun = await decode(secondKey === undefined ? Number.POSITIVE_INFINITY : (pts[secondKey] as number));
  const seen = begun.at(-1) ?? Number.NEGATIVE_INFINITY;
  return [...begun, ...shown.filter((at) => at > seen)];
}

function indexOf(
  av: Av,
  container: Container,
  scan: Scan,
  times: readonly number[],
  shown: string,
): Omit<VideoIndex, "isFromPackets"> {
  const { stream, context } = container;
  refuseEmpty(times.length, shown);
  refuseUntimed(times, shown);
  const pts = [...new Set(times)].sort((a, b) => a - b);
  const { num, den } = stream.timeBase;
  const { width, height, sampleAspectRatio } = stream.codecpar;
  const start = (ticks(context.startTime, av) / 1e6) * (den / num);
  const turn = turnFrom(stream.codecpar.getCodedSideData(av.constants.AV_PKT_DATA_DISPLAYMATRIX));
  const pixelAspect =
    sampleAspectRatio.num > 0 && sampleAspectRatio.den > 0 ? sampleAspectRatio.num / sampleAspectRatio.den : 1;
  const size = [Math.max(1, Math.round(width * pixelAspect)), height];
  const [w, h] = turn.clockwise % 180 === 0 ? size : size.reverse();
  const doubled = times.length - pts.length;
  return {
    width: w as number,
    height: h as number,
    turn,
    pixelAspect,
    timeBase: { num, den },
    start: Number.isFinite(start) ? start : (pts[0] as number),
    pts,
    end: (pts.at(-1) as number) + lastDuration(scan, pts),
    keys: scan.isKey.flatMap((key, i) => (key ? [keyOf(scan, i)] : [])),
    warnings:
      doubled > 0
        ? [`${shown}: ${doubled} of ${times.length} frames have the time of another one; those are left out`]
        : [],
  };
}

function keyOf({ pts, dts }: Scan, i: number): { pts: number; dts: number } {
  const [shown, decoded] = [pts[i] as number, dts[i] as number];
  return {
    pts: Number.isFinite(shown) ? shown : decoded,
    dts: Number.isFinite(decoded) ? decoded : shown,
  };
}

/** As long as the file says; else as long as frames mostly are. */
function lastDuration({ pts, durations }: Scan, shown: readonly number[]): number {
  const said = durations[pts.indexOf(shown.at(-1) as number)];
  if (said !== undefined && said > 0) return said;
  const steps = shown.slice(1).map((at, i) => at - (shown[i] as number));
  return steps.sort((a, b) => a - b)[steps.length >> 1] ?? 0;
}
