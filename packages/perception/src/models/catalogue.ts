import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { InputError } from "@spatialclaw/media";
import { MANIFEST_FILE, type ReadManifest, readManifest } from "../onnx/manifest/index.ts";
import type { Places } from "./places.ts";

const SHIPPED = new URL("../../../../models/", import.meta.url);
const ENDING = ".json";

/** Names of the models whose manifests come with spatialclaw. */
export function shippedNames(): string[] {
  return readdirSync(SHIPPED)
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .sort();
}

/** Names of models that were put into spatialclaw's own folder, each with its manifest. */
export function ownNames({ models }: Places): string[] {
  if (!existsSync(models)) return [];
  return readdirSync(models)
    .filter((name) => existsSync(path.join(models, name, MANIFEST_FILE)))
    .sort();
}

/** Every name, each once. */
export function modelNames(places: Places): string[] {
  return [...new Set([...shippedNames(), ...ownNames(places)])].sort();
}

/**
 * The manifest behind a name or a path. One in spatialclaw's own folder stands before the shipped one of the same
 * name: an export writes there what it really made. Throws InputError.
 */
export function findManifest(name: string, places: Places): ReadManifest {
  if (looksLikePath(name)) return readManifest(name);
  const own = path.join(places.models, name, MANIFEST_FILE);
  if (isPlain(name) && existsSync(own)) return readManifest(own);
  const shipped = fileURLToPath(new URL(name + ENDING, SHIPPED));
  if (isPlain(name) && existsSync(shipped)) return readManifest(shipped);
  const way = "give a name of `spatialclaw models list`, or the path of a manifest";
  throw new InputError(`there is no model ${JSON.stringify(name)}; ${way} (${modelNames(places).join(", ")})`);
}

/** Whether a manifest came with spatialclaw: then nothing of the model lies beside it. */
export function isShipped(file: string): boolean {
  return path.dirname(file) === path.resolve(fileURLToPath(SHIPPED));
}

/** A file that comes with spatialclaw, in its folder `models`. */
export function shippedFile(place: string): string {
  return path.join(fileURLToPath(SHIPPED), place);
}

function looksLikePath(name: string): boolean {
  return /^\.{1,2}[/\\]/.test(name) || path.isAbsolute(name) || name.endsWith(ENDING);
}

function isPlain(name: string): boolean {
  return /^[A-Za-z0-9][\w.+-]*$/.test(name);
}
