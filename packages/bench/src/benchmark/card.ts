import { readFile } from "node:fs/promises";
import path from "node:path";
import { InputError } from "@spatialclaw/media";
import { type Fetching, fetchingIn } from "./card-fetch.ts";
import { type Loose, numberIn, objectOf, textIn } from "./loose.ts";

/** What paper-results.json calls the kinds of benchmark. */
export const CATEGORIES = ["single-image", "multi-view", "general-spatial", "video-4d", "general-video"] as const;
export type Category = (typeof CATEGORIES)[number];

export interface FramePolicy {
  /** Frames a second at most that are taken from a video; null: as many as it has. */
  readonly maxFps: number | null;
  /** Frames shown with the question, for each video. */
  readonly keyFrames: number;
}

/** What is known of a benchmark without code: its JSON file. */
export interface Card {
  /** The name people type. */
  readonly benchmark: string;
  /** A built-in adapter, or a module beside the JSON file that exports one as `default`. */
  readonly adapter: string;
  readonly title: string;
  readonly category: Category;
  readonly dataset: {
    /** On Hugging Face. */
    readonly id: string;
    /** Below the data folder. */
    readonly folder: string;
    /** How many samples the published set has; null: not known. */
    readonly samples: number | null;
    readonly licence: string;
  };
  /** Files with samples, in order; patterns may hold `*`. Of a list in place of a name the first that exists counts. */
  readonly annotations: readonly (string | readonly string[])[];
  /** Where pictures and videos lie, for people. */
  readonly media: string;
  readonly fetch: Fetching;
  readonly frames: FramePolicy;
  /** Follows the question: what the pictures are, and the form of the answer. */
  readonly prompt: string;
  /** The adapter's own affair: what is to be generated. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** The file cannot be used; `message` is one line. */
export class CardError extends InputError {
  override name = "CardError";
}

/** Throws CardError for a file that is missing, is no JSON, or lacks a field. */
export async function readCard(file: string): Promise<Card> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new CardError(`there is no benchmark file ${file}; check the path`);
  });
  try {
    return checkCard(JSON.parse(text));
  } catch (error) {
    throw new CardError(`${path.basename(file)} is no benchmark file: ${(error as Error).message}`);
  }
}

function checkCard(value: unknown): Card {
  const card = objectOf(value, "the file");
  const dataset = objectOf(card.dataset, '"dataset"');
  const frames = objectOf(card.frames ?? {}, '"frames"');
  const benchmark = textIn(card, "benchmark");
  const category = textIn(card, "category");
  const known = CATEGORIES.find((name) => name === category);
  if (!known) throw new Error(`"category" is ${JSON.stringify(category)}; there are ${CATEGORIES.join(", ")}`);
  return {
    benchmark,
    adapter: card.adapter === undefined ? benchmark : textIn(card, "adapter"),
    title: textIn(card, "title"),
    category: known,
    dataset: {
      id: textIn(dataset, "id"),
      folder: textIn(dataset, "folder"),
      samples: numberIn(dataset, "samples", null),
      licence: textIn(dataset, "licence"),
    },
    annotations: patternsIn(card),
    media: textIn(card, "media"),
    fetch: fetchingIn(card.fetch),
    frames: { maxFps: numberIn(frames, "maxFps", null), keyFrames: numberIn(frames, "keyFrames", 32) ?? 32 },
    prompt: Array.isArray(card.prompt) ? card.prompt.join("\n") : textIn(card, "prompt"),
    options: objectOf(card.options ?? {}, '"options"'),
  };
}

function patternsIn(card: Loose): Card["annotations"] {
  const { annotations } = card;
  const isName = (entry: unknown): boolean => typeof entry === "string" && entry !== "";
  const fits = (entry: unknown): boolean => isName(entry) || (Array.isArray(entry) && entry.every(isName));
  if (Array.isArray(annotations) && annotations.length > 0 && annotations.every(fits)) return annotations;
  throw new Error(`"annotations" is ${JSON.stringify(annotations) ?? "missing"}; expected a list of file names`);
}
