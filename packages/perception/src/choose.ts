import { InputError, type MediaInput } from "@spatialclaw/media";
import { createCapturePerception } from "./capture/perception.ts";
import type { Perception } from "./types.ts";

/** What can see this input. Throws InputError of kind `environment` that says what is missing and the way out. */
export function choosePerception(input: MediaInput): Perception {
  const { capture } = input;
  const missing: string[] = [];
  if (!capture?.hasDepth) missing.push("depth");
  if (!capture?.instances) missing.push("object masks");
  if (missing.length === 0) return createCapturePerception(input);
  const what = capture ? "capture" : input.kind;
  throw new InputError(
    `${input.name} (${what}) comes without ${missing.join(" and ")}, and this version has no models that would add ${missing.length > 1 ? "them" : "it"} yet; use a capture that has ${missing.length > 1 ? "both" : "it"} (docs/captures.md), for example: spatialclaw demo`,
    "environment",
  );
}
