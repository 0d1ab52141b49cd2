import { InputError } from "@spatialclaw/media";
import { ownNames, shippedNames } from "../models/catalogue.ts";
import { type ModelSurvey, type Places, surveyModel } from "../models/index.ts";
import type { Family, Manifest } from "../onnx/manifest/index.ts";

/** A model that is on this machine. */
export interface Picked {
  /** As a job takes it: a name, or a path. */
  readonly name: string;
  readonly manifest: Manifest;
}

/** The best first: metres before none, then the larger. */
const DEPTH = [
  "da3-nested-large",
  "da3-nested-base",
  "da3-nested-small",
  "da3-large",
  "da3-base",
  "da3-small",
  "da3-metric-large",
] as const;
/** Those that know whether a thing is there at all come first, then full weights. */
const TEXT = ["sam3-pcs", "sam3-text-usls", "sam3-text-danilobukvic", "sam3-text-danilobukvic-int4"] as const;
const TRACKERS = ["sam3-tracker"] as const;
const TRACKING: readonly Family[] = ["sam3-video", "sam3-pvs"];

/** What a machine without any is told to fetch: permissive, and of a size that a laptop takes. */
export const SUGGESTED = { depth: ["da3-nested-base"], masks: ["sam3-text-usls", "sam3-tracker"] } as const;

/** The model for depth. null: none is on this machine. Throws InputError for one that is named and is not. */
export function pickDepth(named: string | null, places: Places): Picked | null {
  if (named === null) return firstInstalled(["da3"], DEPTH, places);
  const picked = installed(named, places);
  if (picked.manifest.family !== "da3") throw notFor(named, picked, "depth");
  return picked;
}

/** Models for masks: by text and box, and by points; each null where none is on this machine. Throws as above. */
export function pickMasks(named: readonly string[], places: Places) {
  const found = named.map((name) => installed(name, places));
  for (const [i, picked] of found.entries())
    if (picked.manifest.family === "da3") throw notFor(named[i] as string, picked, "masks");
  const of = (families: readonly Family[]) => found.find(({ manifest }) => families.includes(manifest.family)) ?? null;
  if (named.length > 0) return { text: of(["sam3-pcs"]), tracker: of(TRACKING) };
  return {
    text: firstInstalled(["sam3-pcs"], TEXT, places),
    tracker: firstInstalled(TRACKING, TRACKERS, places),
  };
}

/** Models of the user's own come first: somebody put them there. */
function firstInstalled(families: readonly Family[], shipped: readonly string[], places: Places): Picked | null {
  const known = new Set(shippedNames());
  const own = ownNames(places).filter((name) => !known.has(name));
  for (const name of [...own, ...shipped]) {
    const survey = surveyModel(name, places);
    if (families.includes(survey.manifest.family) && isThere(survey)) return { name, manifest: survey.manifest };
  }
  return null;
}

function installed(name: string, places: Places): Picked {
  const survey = surveyModel(name, places);
  if (isThere(survey)) return { name, manifest: survey.manifest };
  const what = survey.state === "absent" ? "is not on this machine" : `is ${survey.state}`;
  const way = survey.isExport ? `spatialclaw models list tells how it is made` : `spatialclaw models pull ${name}`;
  throw new InputError(`the model ${name} ${what}: ${way}`, "environment");
}

function isThere({ state }: ModelSurvey): boolean {
  return state === "present" || state === "verified";
}

function notFor(name: string, { manifest }: Picked, what: "depth" | "masks"): InputError {
  return new InputError(
    `perception.${what}: ${name} is of the family ${manifest.family}, expected ${what === "depth" ? "da3" : "one of sam3"}`,
  );
}
