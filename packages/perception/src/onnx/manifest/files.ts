import path from "node:path";
import type { FileSpec, Manifest, Role, RoleSpec, Source } from "./types.ts";

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
  const files = (Object.keys(manifest.roles) as Role[]).flatMap((role) => roleFiles(manifest, role));
  const { tokenizer, video } = manifest;
  if (tokenizer) files.push(bundleFile(manifest, "tokenizer", tokenizer.file, tokenizer));
  if (video?.constants) files.push(bundleFile(manifest, "video.constants", video.constants.file, video.constants));
  return [...new Map(files.map((file) => [fileKey(file), file])).values()];
}

/** The graph of a role first, then its data. */
export function roleFiles(manifest: Manifest, role: Role): BundleFile[] {
  const spec = manifest.roles[role] as RoleSpec;
  const graph = bundleFile(manifest, `roles.${role}`, spec.file, spec);
  const data = (spec.externalData ?? []).map((one) =>
    bundleFile(manifest, `roles.${role}.externalData`, dataPath(spec, one.path), { source: spec.source, ...one }),
  );
  return [graph, ...data];
}

/** Tells files apart, also in records of what was pulled. */
export function fileKey({ source, path: place }: BundleFile): string {
  if (source && "repo" in source) return `${source.repo}/${place}`;
  return source && "url" in source ? `${downloadFolder(source.url)}/${place}` : place;
}

/** The page of a GitHub release stands for the folder of its files. */
export function downloadFolder(url: string): string {
  return url.replace(/\/+$/, "").replace(/\/releases\/tag\/(?=[^/]+$)/, "/releases/download/");
}

function bundleFile(manifest: Manifest, what: string, place: string, spec: FileSpec): BundleFile {
  const source = spec.source ?? manifest.source ?? null;
  return { path: place, source, sha256: spec.sha256 ?? null, bytes: spec.bytes ?? null, what };
}

/** A graph names its data relative to its own folder. */
function dataPath(role: RoleSpec, data: string): string {
  return path.posix.join(path.posix.dirname(role.file), data);
}
