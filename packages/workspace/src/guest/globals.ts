import type { GuestHost } from "@spatialclaw/kernel";
import type { GuestInit } from "../wire.ts";
import { createReturnAnswer } from "./answer.ts";
import { createCustomTools } from "./custom.ts";
import { createDraw } from "./drawing.ts";
import { EvidenceLog } from "./evidence.ts";
import { FrameTable } from "./frames.ts";
import { createGeometry } from "./geometry.ts";
import { createGraph } from "./graph.ts";
import { createMask } from "./mask-tools.ts";
import { Measurements } from "./measurements.ts";
import { createNp } from "./np.ts";
import { createConsole, createPrint } from "./print.ts";
import { createReconstruct } from "./recon.ts";
import { createSam3 } from "./sam3.ts";
import type { Session } from "./session.ts";
import { createShow } from "./show.ts";
import { createTime } from "./time.ts";
import { createVlm } from "./vlm.ts";

/** The values that api/*.d.ts declares; a test compares the two name by name. */
export interface ApiGlobals {
  readonly InputImages: typeof InputImages;
  readonly RefImages: typeof RefImages;
  readonly Metadata: typeof Metadata;
  readonly tools: typeof tools;
  readonly np: typeof np;
  readonly show: typeof show;
  readonly print: typeof print;
  readonly console: typeof console;
  readonly ReturnAnswer: typeof ReturnAnswer;
  readonly vlm: typeof vlm;
}

/** Everything a cell finds, by global name: the run-time side of api/*.d.ts, without what this session omits. */
export function createGlobals(host: GuestHost): Partial<ApiGlobals> {
  const init = host.init as GuestInit;
  const evidence = new EvidenceLog(new Measurements(init.record ? (measured) => host.record(measured) : null));
  const frames = new FrameTable(host, init.frames, init.references);
  const session: Session = { host, init, frames, evidence };
  const print = createPrint(host);
  const kept = (name: string) => !init.omitted.includes(name);
  const groups = {
    Reconstruct: createReconstruct(session),
    SAM3: createSam3(session),
    Mask: createMask(session),
    Geometry: createGeometry(evidence),
    Time: createTime(session),
    Graph: createGraph(session),
    Draw: createDraw(session),
    ...createCustomTools(session),
  };
  const tools = Object.fromEntries(Object.entries(groups).filter(([name]) => kept(`tools.${name}`)));
  const all: ApiGlobals = {
    InputImages: frames.input,
    ...framesOfVideos(init, frames),
    RefImages: frames.references,
    Metadata: describeInput(init, frames),
    // A group that is left out is neither declared for the checker nor there.
    tools: Object.freeze(tools) as unknown as ApiGlobals["tools"],
    np: createNp(),
    show: createShow(host),
    print,
    console: createConsole(print),
    ReturnAnswer: createReturnAnswer(host, evidence),
    vlm: createVlm(session),
  };
  const names = Object.entries(all).filter(
    ([name]) => kept(name) && (name !== "tools" || Object.keys(tools).length > 0),
  );
  return Object.fromEntries(names);
}

/** `InputImages_1`, …: the frames of each of several videos. */
function framesOfVideos({ videos }: GuestInit, { input }: FrameTable): Record<`InputImages_${number}`, Frames> {
  if (videos.length < 2) return {};
  return Object.fromEntries(videos.map(({ frames: [from, to] }, i) => [`InputImages_${i + 1}`, input.slice(from, to)]));
}

function describeInput(init: GuestInit, frames: FrameTable): typeof Metadata {
  return Object.freeze({
    isVideo: init.isVideo,
    fps: init.fps,
    durationSec: init.durationSec,
    totalFrames: init.videos.reduce((sum, video) => sum + video.totalFrames, 0) || frames.input.length,
    frameIndices: Object.freeze(frames.input.map((frame) => frame.frameIndex)),
    videos: Object.freeze(init.videos.map(({ frames: _, ...video }) => Object.freeze(video))),
  });
}
