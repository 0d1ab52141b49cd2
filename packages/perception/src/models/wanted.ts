import type { Advice, Wanted } from "@spatialclaw/hub";
import { type BundleFile, downloadFolder } from "../onnx/manifest/index.ts";

/** The ways out where a model's file cannot be had. */
export const ADVICE: Advice = {
  disk: "name another disk with HF_HOME or SPATIALCLAW_MODELS",
  file: "the repository has changed; take another model of `spatialclaw models list`",
  revision: "update spatialclaw",
};

/** A bundle's file as one to fetch; null: it is made or put here. */
export function wantedOf({ path, source, sha256, bytes }: BundleFile): Wanted | null {
  if (source && "repo" in source)
    return { path, origin: { repo: { kind: "model", name: source.repo } }, sha256, bytes };
  return source && "url" in source ? { path, origin: { url: downloadFolder(source.url) }, sha256, bytes } : null;
}
