import type { FormatContext, Packet, Stream } from "node-av/lib";
import { InputError } from "../types.ts";
import type { Av } from "./library.ts";

/** Containers of one file each: no playlists, whose lines could name other files or hosts. */
const FORMATS = "mov,matroska,avi,mpegts,mpeg,flv,ogg,asf,ivf,mxf,h264,hevc";

/**
 * One video file, opened for reading packets of its best video stream. Everything of FFmpeg is reached through this
 * object and dies with `close`: a stream used after that reads freed memory.
 */
export class Container {
  readonly #av: Av;
  readonly #context: FormatContext;
  readonly #index: number;

  private constructor(av: Av, context: FormatContext, index: number) {
    this.#av = av;
    this.#context = context;
    this.#index = index;
  }

  /** `shown` names the file in errors. Rejects with InputError when there is no video in it. */
  static async open(av: Av, file: string, shown: string): Promise<Container> {
    const { lib, constants } = av;
    const context = new lib.FormatContext();
    const options = lib.Dictionary.fromObject({ format_whitelist: FORMATS, protocol_whitelist: "file" });
    const opened = await context.openInput(`file:${file}`, null, options);
    if (opened < 0) {
      throw new InputError(
        `${shown} cannot be opened as a video (${lib.FFmpegError.strerror(opened)}): it is no video, or it breaks off before its table of contents; copy it again, or convert it to an MP4`,
      );
    }
    try {
      const found = await context.findStreamInfo();
      const index = context.findBestStream(constants.AVMEDIA_TYPE_VIDEO);
      if (found < 0 || index < 0) throw new InputError(`${shown} has no pictures${soundOf(context, av)}; name a video`);
      const container = new Container(av, context, index);
      if (container.#isCover())
        throw new InputError(`${shown} has no pictures but the cover of a sound file; name a video`);
      return container;
    } catch (error) {
      await context.closeInput();
      throw error;
    }
  }

  get stream(): Stream {
    return this.#context.streams[this.#index] as Stream;
  }

  get context(): FormatContext {
    return this.#context;
  }

  get formatName(): string {
    return this.#context.iformat?.name ?? "";
  }

  /** Packets of other streams are not read from the file. */
  ignoreOthers(): void {
    for (const stream of this.#context.streams) {
      if (stream.index !== this.#index) stream.discard = this.#av.constants.AVDISCARD_ALL;
    }
  }

  /** The next packet of any stream that is not ignored; false at the end. Unref it before the next call. */
  async read(packet: Packet): Promise<boolean> {
    return (await this.#context.readFrame(packet)) >= 0;
  }

  isVideo(packet: Packet): boolean {
    return packet.streamIndex === this.#index;
  }

  /** To the key frame at or before `dts`, as well as the container can; false when it cannot seek. */
  async seek(dts: number): Promise<boolean> {
    const done = await this.#context.seekFrame(
      this.#index,
      BigInt(Math.round(dts)),
      this.#av.constants.AVSEEK_FLAG_BACKWARD,
    );
    return done >= 0;
  }

  async close(): Promise<void> {
    await this.#context.closeInput();
  }

  #isCover(): boolean {
    return (this.stream.disposition & this.#av.constants.AV_DISPOSITION_ATTACHED_PIC) !== 0;
  }
}

function soundOf(context: FormatContext, { constants }: Av): string {
  return context.findBestStream(constants.AVMEDIA_TYPE_AUDIO) >= 0 ? ", only sound" : "";
}
