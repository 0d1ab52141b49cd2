import { InputError, type MediaInput } from "@spatialclaw/media";
import { createCapturePerception } from "./capture/perception.ts";
import { lazyPerception } from "./choose/lazy.ts";
import { pickDepth, pickMasks, SUGGESTED } from "./choose/pick.ts";
import { OFF, type PerceptionChoices } from "./choose/types.ts";
import { placesFrom } from "./models/index.ts";
import type { Perception } from "./types.ts";

/**
 * What can see this input: depth and masks that came with it, models for what did not. Loads no model and nothing of
 * onnxruntime. Throws InputError of kind `environment` that says what is missing and the way out.
 */
export function choosePerception(input: MediaInput, choices: PerceptionChoices = {}): Perception {
  const { depth: named = null, masks: masksNamed = [], ignore = [] } = choices;
  const places = choices.places ?? placesFrom();
  const { capture } = input;
  const bringsDepth = capture?.hasDepth === true && !ignore.includes("depth");
  const bringsMasks = capture?.instances != null && !ignore.includes("masks");
  if (bringsDepth && bringsMasks) return createCapturePerception(input);
  const depth = bringsDepth ? null : named === OFF ? OFF : pickDepth(named, places);
  const masks = bringsMasks ? null : masksNamed.includes(OFF) ? OFF : pickMasks(masksNamed, places);
  const hasMasks = masks === null || masks === OFF || masks.text !== null || masks.tracker !== null;
  const missing: ("depth" | "masks")[] = [
    ...(!bringsDepth && depth === null ? (["depth"] as const) : []),
    ...(hasMasks ? [] : (["masks"] as const)),
  ];
  if (missing.length > 0) throw nothingFor(input, missing);
  return lazyPerception({ input, depth, masks, usePoses: !ignore.includes("poses") }, { ...choices, places });
}

function nothingFor({ name, kind, capture }: MediaInput, missing: readonly ("depth" | "masks")[]): InputError {
  const words = { depth: "depth", masks: "object masks" } as const;
  const what = missing.map((one) => words[one]).join(" and ");
  const pull = missing.flatMap((one) => SUGGESTED[one]).join(" ");
  return new InputError(
    `${name} (${capture ? "capture" : kind}) comes without ${what}, and no model that would add ${missing.length > 1 ? "them" : "it"} is on this machine: spatialclaw models pull ${pull} (docs/perception.md), or use a capture that has ${missing.length > 1 ? "both" : "it"}, for example: spatialclaw demo`,
    "environment",
  );
}
