import { glob, readdir, stat } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { InputError } from "../types.ts";

/** What is looked for in folders; a file that is named may be called anything. */
const IMAGE_ENDINGS: ReadonlySet<string> = new Set([
  ...[".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".tif", ".tiff", ".heic", ".heif"],
]);
const VIDEO_ENDINGS: ReadonlySet<string> = new Set([
  ...[".mp4", ".mov", ".m4v", ".mkv", ".webm", ".avi", ".m2ts", ".mpg", ".mpeg", ".flv", ".wmv"],
  ...[".3gp", ".ogv", ".mxf"],
]);

/** frame_2 comes before frame_10. */
export const byName = new Intl.Collator("en", { numeric: true }).compare;

export interface FoundPath {
  readonly path: string;
  readonly given: string;
  readonly isFolder: boolean;
}

/** The file or folder; null where there is none. Throws InputError where it cannot be looked at. */
export async function findPath(given: string): Promise<FoundPath | null> {
  const asked = /^file:\/\//i.test(given) ? fileURLToPath(given) : given;
  const file = path.resolve(asked);
  try {
    const found = await stat(file);
    if (!found.isFile() && !found.isDirectory())
      throw new InputError(`${given} is neither a file nor a folder; expected a picture, a video or a folder`);
    return { path: file, given, isFolder: found.isDirectory() };
  } catch (error) {
    if (error instanceof InputError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR" || code === "ENAMETOOLONG") return null;
    if (code === "ELOOP")
      throw new InputError(`${given} is a symbolic link that leads back to itself; correct the link`);
    throw new InputError(`${given} cannot be read (${code ?? error}); check its permissions`);
  }
}

/** Whether a text that names no file may be a pattern. */
export function isGlob(text: string): boolean {
  return /[*?[{]/.test(text);
}

/** Files that a pattern matches, by name; folders are passed over. Symbolic links to folders are not followed. */
export async function globbed(pattern: string): Promise<FoundPath[]> {
  const names: string[] = [];
  for await (const name of glob(pattern)) names.push(name);
  const found = await Promise.all(names.sort(byName).map((name) => findPath(name).catch(() => null)));
  const files = found.filter((one) => one !== null && !one.isFolder);
  if (files.length === 0) throw new InputError(`no file matches ${pattern}; check the pattern`);
  return files as FoundPath[];
}

/** The pictures of a folder, or its videos, by name. Throws InputError when it has neither or both. */
export async function mediaIn({ path: folder, given }: FoundPath, lookedFor: string): Promise<string[]> {
  // What begins with a dot is some system's own note about a file, not a picture.
  const names = (await readdir(folder)).filter((name) => !name.startsWith("."));
  const [images, videos] = [IMAGE_ENDINGS, VIDEO_ENDINGS].map((endings) =>
    names.filter((name) => endings.has(path.extname(name).toLowerCase())).sort(byName),
  ) as [string[], string[]];
  if (images.length > 0 && videos.length > 0) {
    throw new InputError(
      `${given} holds ${images.length} pictures and ${videos.length} videos; name those that are meant`,
    );
  }
  if (images.length + videos.length === 0)
    throw new InputError(
      `${given} holds no images, no videos and no capture (${lookedFor}); name a folder with one of them`,
    );
  return [...images, ...videos].map((name) => path.join(folder, name));
}
