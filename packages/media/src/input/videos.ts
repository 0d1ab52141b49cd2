import { evenIndices } from "../frames/key-frames.ts";
import { sampledIndices } from "../frames/sampling.ts";
import type { MediaInput, SourceFrame, VideoInfo } from "../types.ts";
import { openVideo } from "../video/open.ts";
import type { OpenContext } from "./context.ts";
import { asVideoFrames, openPictures } from "./pictures.ts";
import type { MediaFile } from "./resolve.ts";
import { spool } from "./spool.ts";

/** A video's frames, before it is known how many videos there are. */
export interface OneVideo {
  readonly info: Omit<VideoInfo, "frames">;
  readonly frames: readonly SourceFrame[];
  readonly warnings: readonly string[];
}

export async function openVideoFile({ name, file, source, key }: MediaFile, context: OpenContext): Promise<OneVideo> {
  const { frames: disk, fetched: cache, limits, sampling = {}, hardware, onProgress, signal } = context;
  const options = { sampling, disk, hardware, onProgress, signal };
  if (file !== null) return openVideo({ file, name, key }, options);
  // From memory into a file: FFmpeg seeks in it.
  const written = await spool([source as Uint8Array], { cache, mostBytes: limits.mostBytes, shown: name });
  return openVideo({ ...written, name }, options);
}

export async function openFrameList(
  files: readonly MediaFile[],
  { name, fps }: { readonly name: string; readonly fps: number | null },
  context: OpenContext,
): Promise<OneVideo> {
  const { sampling = {} } = context;
  const all = asVideoFrames(await openPictures(files, context), fps, name);
  const chosen =
    fps !== null
      ? sampledIndices(
          all.map(({ seconds }) => seconds as number),
          sampling,
          name,
        )
      : evenIndices(all.length, sampling.frames ?? all.length);
  const totalFrames = all.length;
  const info = { name, totalFrames, fps, durationSec: fps === null ? null : totalFrames / fps };
  return { info, frames: chosen.map((i) => all[i] as SourceFrame), warnings: [] };
}

/** One after the other; a single one is a video as such, without a number. */
export function joinVideos(videos: readonly OneVideo[]): MediaInput {
  const frames: SourceFrame[] = [];
  const infos: VideoInfo[] = [];
  const isOne = videos.length === 1;
  for (const [i, video] of videos.entries()) {
    const from = frames.length;
    for (const frame of video.frames) frames.push({ ...frame, video: isOne ? null : i + 1 });
    infos.push({ ...video.info, frames: [from, frames.length] });
  }
  const [first] = infos;
  const name = isOne ? (first?.name ?? "") : `${infos.length} videos`;
  const { fps = null, durationSec = null } = (isOne && first) || {};
  const warnings = videos.flatMap((video) => video.warnings);
  return { kind: "video", name, frames, fps, durationSec, capture: null, videos: infos, warnings };
}
