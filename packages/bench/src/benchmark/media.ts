import path from "node:path";
import type { ImageRef, Media, VideoGroup } from "./types.ts";

const NOTHING: Media = {
  show: "images",
  images: [],
  video: null,
  groups: [],
  references: [],
  fps: null,
  durationSec: null,
  totalFrames: null,
};

type Details = Partial<Omit<Media, "show">>;

export const file = (path: string): ImageRef => ({ kind: "file", path });

/** Pictures of a question. */
export const pictures = (images: readonly ImageRef[], details: Details = {}): Media => ({
  ...NOTHING,
  images,
  ...details,
});

/** One video, whose frames are still to be taken; null where its file is missing. */
export const film = (video: string | null, details: Details = {}): Media => ({
  ...NOTHING,
  show: "video",
  video,
  ...details,
});

/** Several videos, each its own set of frames. */
export const films = (groups: readonly VideoGroup[], details: Details = {}): Media => ({
  ...NOTHING,
  show: "groups",
  groups,
  ...details,
});

/** A video of a group, of which nothing is known but its file. */
export const filmAt = (file: string): VideoGroup => ({
  name: path.basename(file),
  path: file,
  images: [],
  fps: null,
  durationSec: null,
  totalFrames: null,
});
