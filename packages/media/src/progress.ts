/** How far something is that may take a while. */
export interface Progress {
  /** For people: "reading the frame times of walk.mp4". */
  readonly task: string;
  readonly done: number;
  /** null: not known. */
  readonly total: number | null;
  readonly unit: "bytes" | "files" | "frames";
}

/** Called often: whoever shows it chooses when. */
export type Reporter = (progress: Progress) => void;
