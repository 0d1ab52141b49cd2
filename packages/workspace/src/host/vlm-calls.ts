import type { Json } from "@spatialclaw/kernel";
import type { Vlm, VlmPicture } from "../vlm.ts";
import type { AskArgs, ChooseArgs, LocateArgs, LocateResult, PictureItem } from "../wire.ts";

const NO_MODEL =
  "no vision model is connected: vlm.* needs one; answer from tools.Reconstruct, tools.SAM3 and tools.Geometry instead";

type Draw = (item: PictureItem) => Promise<VlmPicture>;

/** The host's side of vlm.*: draws what the cell described, then asks. */
export function createVlmCalls(vlm: Vlm | null, draw: Draw) {
  const connected = (): Vlm => {
    if (!vlm) throw new Error(NO_MODEL);
    return vlm;
  };

  return {
    async "vlm.ask"({ pictures, question }: AskArgs, signal: AbortSignal): Promise<Json> {
      const model = connected();
      return model.ask(await Promise.all(pictures.map(draw)), question, signal);
    },

    async "vlm.locate"({ picture, what }: LocateArgs, signal: AbortSignal): Promise<LocateResult> {
      const model = connected();
      return model.locate(await draw(picture), what, signal);
    },

    async "vlm.choose"({ pictures, question, options }: ChooseArgs, signal: AbortSignal): Promise<Json> {
      const model = connected();
      return model.choose(await Promise.all(pictures.map(draw)), question, options, signal);
    },
  };
}
