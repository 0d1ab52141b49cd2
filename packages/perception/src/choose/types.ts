import type { MediaInput, Reporter } from "@spatialclaw/media";
import type { Places } from "../models/index.ts";
import type { RuntimeOptions } from "../onnx/runtime/types.ts";
import type { Picked } from "./pick.ts";

/** In place of a model's name: do without. */
export const OFF = "off";

export interface PerceptionChoices {
  /** Name or manifest of the model for depth, or `off`; default: the best that is on this machine. */
  readonly depth?: string | null | undefined;
  /** Names or manifests of the models for masks: one by text, one by points; or `off`. Default: the best here. */
  readonly masks?: readonly string[] | undefined;
  /** Of the worker with the models; asks with the same options share one. */
  readonly runtime?: RuntimeOptions | undefined;
  /** Where models lie; default: as the environment says. */
  readonly places?: Places | undefined;
  /** What came with the input and is not used all the same: to compare models with it. */
  readonly ignore?: readonly ("depth" | "masks" | "poses")[] | undefined;
  readonly onProgress?: Reporter | undefined;
}

/** What sees which part of an input; null: the input's own. */
export interface Chosen {
  readonly input: MediaInput;
  readonly depth: Picked | typeof OFF | null;
  readonly masks: { readonly text: Picked | null; readonly tracker: Picked | null } | typeof OFF | null;
  readonly usePoses: boolean;
}
