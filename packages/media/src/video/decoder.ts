import type { HardwareContext } from "node-av/api";
import type { CodecContext, Frame, Packet } from "node-av/lib";
import { InputError } from "../types.ts";
import type { Container } from "./container.ts";
import type { Av } from "./library.ts";
import { ticks } from "./ticks.ts";

/** The frame is the decoder's own: valid until the next one. */
export interface DecodedFrame {
  readonly frame: Frame;
  readonly at: number;
}

/** Turns packets into frames, in the order of presentation. */
export class Decoder {
  readonly #av: Av;
  readonly #context: CodecContext;
  readonly #frame: Frame;
  #next = Number.NaN;
  #isPassing = false;

  private constructor(av: Av, context: CodecContext, frame: Frame) {
    this.#av = av;
    this.#context = context;
    this.#frame = frame;
  }

  /** With a device its frames may lie there: `inMemory` brings them back. */
  static async open(
    av: Av,
    container: Container,
    shown: string,
    hardware: HardwareContext | null = null,
  ): Promise<Decoder> {
    const { lib } = av;
    const { codecpar, timeBase } = container.stream;
    const codec = lib.Codec.findDecoder(codecpar.codecId);
    if (!codec)
      throw new InputError(
        `${shown} is coded in a way that node-av cannot decode (${codecpar.codecTagString ?? "unknown"}); convert it to H.264: ffmpeg -i ${shown} -c:v libx264 converted.mp4`,
      );
    const context = new lib.CodecContext();
    context.allocContext3(codec);
    context.parametersToContext(codecpar);
    context.pktTimebase = timeBase;
    // Each thread holds frames of its own: more of them cost memory and gain little.
    context.threadCount = MOST_THREADS;
    if (hardware?.supportsCodec(codecpar.codecId)) {
      context.hwDeviceCtx = hardware.deviceContext;
      context.setHardwarePixelFormat(hardware.devicePixelFormat);
    }
    const opened = await context.open2(codec);
    if (opened < 0)
      throw new InputError(`${shown} cannot be decoded (${lib.FFmpegError.strerror(opened)}); convert it to an MP4`);
    const frame = new lib.Frame();
    frame.alloc();
    return new Decoder(av, context, frame);
  }

  /**
   * null: no more packets, give out what is left. A damaged packet gives no frame, nor need one that is only `passed` on
   * the way: no other frame refers to it. Receive all before the next.
   */
  async send(packet: Packet | null, isPassed = false): Promise<void> {
    if (isPassed !== this.#isPassing) {
      this.#isPassing = isPassed;
      this.#context.setOption("skip_frame", isPassed ? "noref" : "default");
    }
    await this.#context.sendPacket(packet);
  }

  /**
   * The next frame and the tick at which it is shown; null: send more. A frame without a time of its own follows the
   * one before it; after a seek that may be NaN.
   */
  async receive(): Promise<DecodedFrame | null> {
    this.#frame.unref();
    if ((await this.#context.receiveFrame(this.#frame)) < 0) return null;
    const said = ticks(this.#frame.bestEffortTimestamp, this.#av);
    const at = Number.isFinite(said) ? said : this.#next;
    const lasts = Number(this.#frame.duration);
    this.#next = lasts > 0 ? at + lasts : Number.NaN;
    return { frame: this.#frame, at };
  }

  /** After a seek. */
  forget(): void {
    this.#context.flushBuffers();
    this.#next = Number.NaN;
  }

  close(): void {
    this.#frame.free();
    this.#context.freeContext();
  }
}

const MOST_THREADS = 4;
