import path from "node:path";

/** An archive of a repository: one file, or parts of one that was cut up. */
export interface ArchiveName {
  /** Without what marks a part. */
  readonly name: string;
  readonly kind: "zip" | "tar";
}

const ARCHIVE = /\.(?:zip|tar|tar\.gz|tgz)$/i;

/** `videos.tar.gz.part-aa`, `videos.zip.001`: what `split` makes. */
const PART = /^(.*\.(?:zip|tar|tar\.gz|tgz))[._-](?:part[._-]?)?(?:\d{1,3}|[a-z]{2})$/i;

/** Further volumes of a zip: they are no plain cuts, and cannot be read here. */
const VOLUME = /\.z\d\d$/i;

/** null: no archive. */
export function archiveName(place: string): ArchiveName | null {
  const name = ARCHIVE.test(place) ? place : (PART.exec(place)?.[1] ?? null);
  return name === null ? null : { name, kind: /\.zip$/i.test(name) ? "zip" : "tar" };
}

export const isVolume = (place: string): boolean => VOLUME.test(place);

/** Where an archive goes, below the data set's folder. */
export function folderFor(name: string, unpack: readonly (readonly [string, string])[]): string {
  const wanted = unpack.find(([pattern]) => path.posix.matchesGlob(name, pattern));
  return wanted ? wanted[1] : path.posix.dirname(name);
}
