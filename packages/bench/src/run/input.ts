import { InputError, type InputSource, type MediaInput, openInput, type Sampling } from "@spatialclaw/media";
import type { ImageRef, Media, VideoGroup } from "../benchmark/types.ts";

/** The sample's media cannot be opened; the message is one line. */
export class UnsupportedInput extends Error {
  override name = "UnsupportedInput";
}

/** Questions about one scene follow each other: so many inputs stay open for the next ones. */
const KEPT = 16;

/** What questions are about, as `ask` takes it. */
export class Inputs {
  readonly #sampling: Sampling;
  /** In order of last use. */
  readonly #kept = new Map<string, Promise<MediaInput>>();

  constructor(sampling: Sampling) {
    this.#sampling = sampling;
  }

  /** Rejects with UnsupportedInput. */
  async open(media: Media): Promise<MediaInput> {
    const name = nameOf(media);
    if (name === null) return openMedia(media, this.#sampling);
    const opened = this.#kept.get(name) ?? openMedia(media, this.#sampling);
    this.#kept.delete(name);
    this.#kept.set(name, opened);
    // A failure is not kept: what is missing may come.
    opened.catch(() => this.#kept.delete(name));
    if (this.#kept.size > KEPT) this.#kept.delete(this.#kept.keys().next().value as string);
    return opened;
  }
}

export async function openMedia(media: Media, sampling: Sampling): Promise<MediaInput> {
  try {
    const [sources, references] = await Promise.all([sourcesOf(media), bytesOf(media.references)]);
    return await openInput(sources, { beyondPaths: false, references, sampling });
  } catch (error) {
    if (error instanceof InputError) throw new UnsupportedInput(error.message);
    throw error;
  }
}

/** As the user would have named them; for the trace. */
export function pathsOf(media: Media): string[] {
  if (media.show === "video") return media.video === null ? [] : [media.video];
  if (media.show === "groups") return media.groups.map(({ path, name }) => path ?? name);
  return media.images.map((image) => (image.kind === "file" ? image.path : image.name));
}

/** null where pictures lie inside a table: their bytes are not to be held. */
function nameOf(media: Media): string | null {
  const all = [...media.images, ...media.references, ...media.groups.flatMap(({ images }) => images)];
  return all.some(({ kind }) => kind === "embedded") ? null : JSON.stringify(media);
}

async function sourcesOf({ show, images, video, groups }: Media): Promise<InputSource[]> {
  if (show === "images" && images.length > 0) return bytesOf(images);
  if (show === "groups" && groups.length > 0) return Promise.all(groups.map(groupOf));
  if (show === "video" && video !== null) return [video];
  throw new UnsupportedInput(show === "video" ? "the file of its video is missing" : "it has no pictures");
}

async function groupOf({ name, path, images, fps }: VideoGroup): Promise<InputSource> {
  if (images.length > 0) return { name, pictures: await bytesOf(images), fps };
  if (path !== null) return path;
  throw new UnsupportedInput(`the file of its video ${name} is missing`);
}

function bytesOf(images: readonly ImageRef[]): Promise<InputSource[]> {
  return Promise.all(
    images.map(async (image) =>
      image.kind === "file" ? image.path : { name: image.name, content: await image.bytes() },
    ),
  );
}
