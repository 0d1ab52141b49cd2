import type { Sampling } from "../frames/sampling.ts";
import type { Reporter } from "../progress.ts";

/** A picture or video by its content. */
export interface NamedContent {
  /** For people and error messages. */
  readonly name: string;
  readonly content: Uint8Array | AsyncIterable<Uint8Array>;
}

/** A video of which only frames are there. */
export interface FrameList {
  readonly name?: string | undefined;
  /** Pictures of one size, in order. */
  readonly pictures: readonly InputSource[];
  /** Frames a second; null: not known, the frames have no times. */
  readonly fps: number | null;
}

/**
 * What a question is about: the path of a file or folder, a glob, an address (`https:`, `http:`), a data URL, `-` for
 * standard input; content in memory or as a stream; a video that exists as pictures.
 */
export type InputSource = string | Uint8Array | AsyncIterable<Uint8Array> | NamedContent | FrameList;

export interface OpenOptions {
  /** Which frames of videos may be used; default: every one. */
  readonly sampling?: Sampling | undefined;
  /** Pictures that belong to the question's text. */
  readonly references?: readonly InputSource[] | undefined;
  /** Where decoded frames and fetched files are kept; false: nowhere. Default: `$XDG_CACHE_HOME/spatialclaw`. */
  readonly cache?: { readonly folder?: string; readonly bytes?: number } | false | undefined;
  /** false: strings are paths and nothing else, as where somebody else names them. */
  readonly beyondPaths?: boolean | undefined;
  /** Of one file that is fetched or read from a stream; default 2 GiB. */
  readonly mostBytes?: number | undefined;
  /** Milliseconds in which a server must send something; default 30,000. */
  readonly idleMs?: number | undefined;
  /** Whether videos may be decoded by a device (CUDA, VAAPI, VideoToolbox, …); default: `SPATIALCLAW_HARDWARE_DECODING=1`. */
  readonly hardware?: boolean | undefined;
  readonly stdin?: AsyncIterable<Uint8Array> | undefined;
  readonly onProgress?: Reporter | undefined;
  readonly signal?: AbortSignal | undefined;
}
