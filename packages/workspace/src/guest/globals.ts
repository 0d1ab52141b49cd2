import type { GuestHost } from "@spatialclaw/kernel";
import type { GuestInit } from "../wire.ts";
import { createReturnAnswer } from "./answer.ts";
import { EvidenceLog } from "./evidence.ts";
import { FrameTable } from "./frames.ts";
import { createGeometry } from "./geometry.ts";
import { createNp } from "./np.ts";
import { createConsole, createPrint } from "./print.ts";
import { createReconstruct } from "./recon.ts";
import { createSam3 } from "./sam3.ts";
import type { Session } from "./session.ts";
import { createShow } from "./show.ts";
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

/** Everything a cell finds, by global name: the run-time side of api/*.d.ts. */
export function createGlobals(host: GuestHost): ApiGlobals {
  const init = host.init as GuestInit;
  const evidence = new EvidenceLog();
  const frames = new FrameTable(init.frames, init.references);
  const session: Session = { host, init, frames, evidence };
  const print = createPrint(host);
  return {
    InputImages: frames.input,
    RefImages: frames.references,
    Metadata: describeInput(init, frames),
    tools: Object.freeze({
      Reconstruct: createReconstruct(session),
      SAM3: createSam3(session),
      Geometry: createGeometry(evidence),
    }),
    np: createNp(),
    show: createShow(host),
    print,
    console: createConsole(print),
    ReturnAnswer: createReturnAnswer(host, evidence),
    vlm: createVlm(host),
  };
}

function describeInput(init: GuestInit, frames: FrameTable): typeof Metadata {
  return Object.freeze({
    isVideo: init.isVideo,
    fps: init.fps,
    durationSec: init.durationSec,
    totalFrames: frames.input.length,
    frameIndices: Object.freeze(frames.input.map((frame) => frame.frameIndex)),
    videos: Object.freeze(init.videos.map((video) => Object.freeze(video))),
  });
}
