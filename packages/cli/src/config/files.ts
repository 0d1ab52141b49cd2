import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { InputError } from "@spatialclaw/media";
import { findJsonError } from "./json-error.ts";

export const PROJECT_FILE = "spatialclaw.json";

export interface ConfigFile {
  readonly path: string;
  readonly role: "project" | "user";
  /** The parsed content; null when there is no such file. */
  readonly content: unknown | null;
}

export interface Place {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly home: string;
}

/**
 * The files that are looked at, the stronger one first: upwards from the working directory to the first project
 * file, a folder with `.git` or the root, then the user's. Throws InputError for one that cannot be read.
 */
export function configFiles(place: Place): ConfigFile[] {
  const found: ConfigFile[] = [];
  for (const folder of upwards(path.resolve(place.cwd))) {
    const file = read(path.join(folder, PROJECT_FILE), "project");
    found.push(file);
    if (file.content !== null || existsSync(path.join(folder, ".git"))) break;
  }
  return [...found, read(userFile(place), "user")];
}

function* upwards(folder: string): Generator<string> {
  for (let at = folder; ; at = path.dirname(at)) {
    yield at;
    if (path.dirname(at) === at) return;
  }
}

function userFile({ env, home }: Place): string {
  const roaming = process.platform === "win32" ? env.APPDATA : undefined;
  const base = env.XDG_CONFIG_HOME || roaming || path.join(home, ".config");
  return path.join(base, "spatialclaw", "config.json");
}

function read(file: string, role: ConfigFile["role"]): ConfigFile {
  let text: string;
  try {
    text = readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    if (isNowhere(error)) return { path: file, role, content: null };
    throw new InputError(`cannot read the configuration ${file}: ${reason(error)}; make it readable or remove it`);
  }
  const wrong = findJsonError(text);
  if (wrong) {
    const { line, column, found } = wrong;
    throw new InputError(`${file} is no JSON: line ${line}, column ${column}, at ${found}; correct it there`);
  }
  return { path: file, role, content: asObject(JSON.parse(text), file) };
}

function asObject(json: unknown, file: string): object {
  if (typeof json === "object" && json !== null && !Array.isArray(json)) return json;
  throw new InputError(`${file}: expected an object of options, as in {"model": "offline"}`);
}

/** No such file, or a "folder" on the way that is a file. */
function isNowhere(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}

function reason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "EACCES" || code === "EPERM") return "permission denied";
  if (code === "EISDIR") return "it is a folder";
  return error instanceof Error ? error.message : String(error);
}
