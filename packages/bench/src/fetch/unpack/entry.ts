/** A file in an archive. */
export interface Entry {
  /** As the archive has it. */
  readonly path: string;
  readonly bytes: number;
  /** null: the archive names none. */
  readonly crc32: number | null;
  open(): Promise<AsyncIterable<Uint8Array>>;
}

/** What a system leaves in archives besides the files. */
export function isClutter(place: string): boolean {
  return /(?:^|\/)(?:__MACOSX(?:\/|$)|\.DS_Store$|Thumbs\.db$)/.test(place);
}
