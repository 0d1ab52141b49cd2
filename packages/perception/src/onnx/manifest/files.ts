import path from "node:path";
import type { FileSpec, Manifest, RoleSpec, Source } from "./types.ts";

/** One file that a bundle needs. */
export interface BundleFile {
  /** Relative to its source, with forward slashes. */
  readonly path: string;
  /** null: beside the manifest. */
  readonly source: Source | null;
  readonly sha256: string | null;
  readonly bytes: number | null;
  /** For people: `roles.decoder`, `tokenizer`. */
  readonly what: string;
}

/** Every file of a bundle, each once, in the order of the manifest. */
export function bundleFiles(manifest: Manifest): readonly BundleFile[] {
  const files = new Map<string, BundleFile>();
  const add = (what: string, place: string, spec: FileSpec, from?: Source) => {
    const source = spec.source ?? from ?? manifest.source ?? null;
    const file = { path: place, source, sha256: spec.sha256 ?? null, bytes: spec.bytes ?? null, what };
    const key = `${JSON.stringify(source)} ${place}`;
    if (!files.has(key)) files.set(key, file);
  };
  for (const [role, spec] of Object.entries(manifest.roles)) {
    add(`roles.${role}`, spec.file, spec);
    for (const data of spec.externalData ?? [])
      add(`roles.${role}.externalData`, dataPath(spec, data.path), data, spec.source);
  }
  const { tokenizer, video } = manifest;
  if (tokenizer) add("tokenizer", tokenizer.file, tokenizer);
  if (video?.constants) add("video.constants", video.constants.file, video.constants);
  return [...files.values()];
}

/** A graph names its data relative to its own folder. */
export function dataPath(role: RoleSpec, data: string): string {
  return path.posix.join(path.posix.dirname(role.file), data);
}
