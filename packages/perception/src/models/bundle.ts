import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { InputError } from "@spatialclaw/media";
import { fileKey, type Manifest, type ReadManifest, type Role, roleFiles } from "../onnx/manifest/index.ts";
import { findManifest } from "./catalogue.ts";
import { exportCommand, type Located, locateFiles } from "./locate.ts";
import { type Places, placesFrom } from "./places.ts";
import { checkFile } from "./verify.ts";

/** A model whose files are on this machine. */
export interface Bundle {
  readonly id: string;
  readonly manifest: Manifest;
  /** Of the files by their content, as far as it is known: another file is another version. */
  readonly version: string;
  readonly files: { readonly tokenizer: string | null; readonly constants: string | null };
  /**
   * The graph's file and the size of all that belongs to it. Checks the size at every call and the content once for
   * each state of the file. Rejects with InputError.
   */
  graphFile(role: Role): Promise<{ readonly file: string; readonly bytes: number }>;
}

/** @param name A name of the catalogue, or a path. Rejects with InputError when files are missing. */
export async function openBundle(name: string, places: Places = placesFrom()): Promise<Bundle> {
  const read = findManifest(name, places);
  const files = locateFiles(read, places);
  const missing = files.filter(({ bytes }) => bytes === 0);
  if (missing.length > 0) throw absent(name, read, missing, places);
  const at = (what: string) => files.find(({ spec }) => spec.what === what)?.file ?? null;
  for (const located of files)
    if (!located.spec.what.startsWith("roles.")) await checkFile(located, read.manifest.id, places);
  return {
    id: read.manifest.id,
    manifest: read.manifest,
    version: versionOf(read.manifest, files),
    files: { tokenizer: at("tokenizer"), constants: at("video.constants") },
    graphFile: (role) => graphFile(read.manifest, role, files, places),
  };
}

async function graphFile(manifest: Manifest, role: Role, files: readonly Located[], places: Places) {
  const own = roleFiles(manifest, role).map(
    (wanted) => files.find(({ spec }) => fileKey(spec) === fileKey(wanted)) as Located,
  );
  for (const located of own) await checkFile(located, manifest.id, places);
  return { file: (own[0] as Located).file, bytes: own.reduce((sum, { bytes }) => sum + bytes, 0) };
}

function absent(
  name: string,
  { manifest, file }: ReadManifest,
  missing: readonly Located[],
  places: Places,
): InputError {
  const [first] = missing as [Located];
  const { source } = first.spec;
  const more = missing.length > 1 ? ` and ${missing.length - 1} more` : "";
  if (source === null)
    return new InputError(
      `${manifest.id} lacks ${first.file}${more}, which ${file} names; put it there`,
      "environment",
    );
  if ("export" in source)
    return new InputError(
      `${manifest.id} is exported on your own machine, and ${first.file}${more} is not there yet: ${exportCommand(source.export, manifest.id, places)}`,
      "environment",
    );
  return new InputError(
    `the model ${manifest.id} is not on this machine (${first.spec.path}${more} missing): spatialclaw models pull ${name}`,
    "environment",
  );
}

function versionOf(manifest: Manifest, files: readonly Located[]): string {
  const hash = createHash("sha256").update(manifest.id);
  for (const { spec, file, sha256, bytes } of files)
    hash.update(`\n${spec.path} ${sha256 ?? `${bytes} ${statSync(file).mtimeMs}`}`);
  return hash.digest("hex").slice(0, 16);
}
