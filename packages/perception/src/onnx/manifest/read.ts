import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { InputError } from "@spatialclaw/media";
import { checkManifest } from "./check.ts";
import type { Manifest } from "./types.ts";

/** The name of a manifest that lies in the folder of its graphs. */
export const MANIFEST_FILE = "onnx-bundle.json";

export interface ReadManifest {
  readonly manifest: Manifest;
  /** Absolute. */
  readonly file: string;
  /** Keys that this version does not know, a line each. */
  readonly warnings: readonly string[];
}

/** @param place A manifest, or a folder with `onnx-bundle.json`. Throws InputError that names the place in the file. */
export function readManifest(place: string): ReadManifest {
  const file = path.resolve(isFolder(place) ? path.join(place, MANIFEST_FILE) : place);
  const json = parsed(contentOf(file), file);
  const { problems, warnings } = checkManifest(json);
  const [first, ...more] = problems;
  if (first !== undefined)
    throw new InputError(`${file}: ${first}${more.length > 0 ? ` (and ${more.length} more)` : ""}`, "environment");
  return { manifest: json as Manifest, file, warnings };
}

function isFolder(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? error.code : error;
    throw new InputError(
      `cannot read the model manifest ${file}: ${reason}; \`spatialclaw models list\` names the models that there are`,
      "environment",
    );
  }
}

function parsed(content: string, file: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    const place = /line \d+ column \d+/.exec(error instanceof Error ? error.message : "")?.[0];
    throw new InputError(`${file} is no JSON${place ? ` at ${place}` : ""}; correct it there`, "environment");
  }
}
