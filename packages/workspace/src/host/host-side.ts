import type { HostTools, Json } from "@spatialclaw/kernel";
import type { MediaInput, SourceFrame } from "@spatialclaw/media";
import type { Perception, Scale } from "@spatialclaw/perception";
import { PageStore } from "@spatialclaw/store";
import { type ApiChoices, type CellApi, cellApi } from "../api/cell-api.ts";
import type { Vlm } from "../vlm.ts";
import type { FrameInfo, GuestInit, PictureItem } from "../wire.ts";
import { valueIn } from "./answer.ts";
import { type AnswerForm, checkForm } from "./answer-form.ts";
import { createCustomCalls } from "./custom-calls.ts";
import { createDraw, type Picture } from "./draw.ts";
import { type HostFunction, withLists } from "./lists.ts";
import { createPerceptionCalls } from "./perception-calls.ts";
import { createPixelCalls } from "./pixel-calls.ts";
import { ReadAhead } from "./read-ahead.ts";
import type { SceneRecorder } from "./record/recorder.ts";
import { createVlmCalls } from "./vlm-calls.ts";

export interface HostSideOptions extends ApiChoices {
  readonly input: MediaInput;
  /** Reference images that belong to the question's text; default: those of the input. */
  readonly references?: readonly SourceFrame[];
  readonly perception: Perception;
  /** null: vlm.* fails with one clear line. */
  readonly vlm: Vlm | null;
  /** Default: any. */
  readonly answerForm?: AnswerForm;
  /** The most frames of one reconstruction; at most, and by default, what the perception takes. */
  readonly maxFrames?: number;
  /** Keeps what cells see and measure; default: nobody does, at no cost. */
  readonly recorder?: SceneRecorder | null;
}

/** What the guest finds on the other side, whether it runs in a kernel or in this process. */
export interface HostSide {
  /** The cell API as this session has it. */
  readonly api: CellApi;
  /** `host.init` of the guest. */
  readonly init: GuestInit;
  readonly tools: HostTools;
  /** As `tools.page`, at once. */
  page(id: string): Uint8Array;
  /** From now on answers must have this form. */
  expect(form: AnswerForm): void;
  /** Draws an item of `CellResult.shown`. */
  picture(item: Json): Promise<Picture>;
  /** Of the last reconstruction; null before the first. */
  scale(): Scale | null;
}

/** Pixels taken off the border of a mask that a model made: its edge mixes object and background. */
const MODEL_MASK_MARGIN = 2;

export function createHostSide(options: HostSideOptions): HostSide {
  const { input, perception, vlm, references = input.references ?? [], tools: customTools = [] } = options;
  const { frames, videos = [] } = input;
  const api = cellApi({ ...options, videos: videos.length });
  const pages = new PageStore();
  const ahead = new ReadAhead(pages);
  let scale: Scale | null = null;
  let expected: AnswerForm = options.answerForm ?? { kind: "any" };

  const draw = createDraw({ frames, references, pages });
  const functions: Readonly<Record<string, HostFunction>> = withLists({
    ...createPerceptionCalls(frames, perception, pages, (latest) => (scale = latest), options.recorder),
    ...createPixelCalls(frames, references, pages),
    ...createVlmCalls(vlm, draw),
    ...createCustomCalls(customTools),
  });

  const tools: HostTools = {
    async call(name, args, signal) {
      const hostFunction = Object.hasOwn(functions, name) ? functions[name] : undefined;
      if (!hostFunction) throw new Error(`the host has no function ${JSON.stringify(name)}`);
      return hostFunction(args as never, signal);
    },
    page: async (id) => pages.get(id),
    pageAfter: (id) => ahead.after(id),
    checkAnswer: (message) => checkForm(expected, valueIn(message)),
  };

  return {
    api,
    init: guestInit(options, references, api),
    tools,
    page: (id) => pages.get(id),
    expect: (form) => {
      expected = form;
    },
    picture: (item) => draw(item as PictureItem),
    scale: () => scale,
  };
}

function guestInit(options: HostSideOptions, references: readonly SourceFrame[], { omitted }: CellApi): GuestInit {
  const { input, perception, vlm, maxFrames, recorder = null, tools = [] } = options;
  const exactMasks = input.capture !== null && input.capture.instances !== null;
  return {
    frames: input.frames.map(frameInfo),
    references: references.map(frameInfo),
    isVideo: input.kind === "video",
    fps: input.fps,
    durationSec: input.durationSec,
    videos: (input.videos ?? []).map((video) => ({ ...video })),
    maxFrames: Math.min(maxFrames ?? perception.maxFrames, perception.maxFrames),
    maskMargin: exactMasks ? 0 : MODEL_MASK_MARGIN,
    vlm: vlm !== null,
    record: recorder !== null,
    omitted,
    custom: tools.map(({ name, functions }) => ({ name, functions: Object.keys(functions) })),
  };
}

function frameInfo({ frameIndex, video = null, width, height, seconds }: SourceFrame): FrameInfo {
  return { frameIndex, video, width, height, seconds };
}
