import type { Json } from "@spatialclaw/kernel";
import type { Vlm, VlmPicture } from "../vlm.ts";
import type { AskArgs, ChooseArgs, LocateArgs, LocateResult, PictureItem, WhichArgs, WhichResult } from "../wire.ts";
import { concurrently } from "./lists.ts";

const NO_VISION_MODEL =
  "no vision model is connected: vlm.* needs one; answer from tools.Reconstruct, tools.SAM3 and tools.Geometry instead";

/** Of one look of whichFrames: models lose count among more. */
const PICTURES_PER_LOOK = 16;

type Draw = (item: PictureItem) => Promise<VlmPicture>;

/** The host's side of vlm.*: draws what the cell described, then asks. */
export function createVlmCalls(vlm: Vlm | null, draw: Draw) {
  const connected = (): Vlm => {
    if (!vlm) throw new Error(NO_VISION_MODEL);
    return vlm;
  };
  const drawAll = (items: readonly PictureItem[]) => Promise.all(items.map(draw));

  return {
    async "vlm.ask"({ pictures, question }: AskArgs, signal: AbortSignal): Promise<Json> {
      const model = connected();
      return model.ask(await drawAll(pictures), question, signal);
    },

    async "vlm.locate"({ picture, what }: LocateArgs, signal: AbortSignal): Promise<LocateResult> {
      const model = connected();
      return model.locate(await draw(picture), what, signal);
    },

    async "vlm.which"({ pictures, what }: WhichArgs, signal: AbortSignal): Promise<WhichResult> {
      const model = connected();
      const starts = Array.from(
        { length: Math.ceil(pictures.length / PICTURES_PER_LOOK) },
        (_, i) => i * PICTURES_PER_LOOK,
      );
      const shown = await concurrently(
        starts,
        async (start) => {
          const part = await drawAll(pictures.slice(start, start + PICTURES_PER_LOOK));
          return (await model.which(part, what, signal)).filter((at) => at in part).map((at) => start + at);
        },
        signal,
      );
      return [...new Set(shown.flat())].sort((a, b) => a - b);
    },

    async "vlm.choose"({ pictures, question, options }: ChooseArgs, signal: AbortSignal): Promise<Json> {
      const model = connected();
      return model.choose(await drawAll(pictures), question, options, signal);
    },
  };
}
