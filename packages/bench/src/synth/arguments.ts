import { parseArgs } from "node:util";

export interface BenchArguments {
  readonly rooms: number;
  readonly seed: number;
  readonly phrasings: "heldout" | "dev";
  readonly jobs: number;
  readonly size: { readonly width: number; readonly height: number };
  /** Results as JSON go here. */
  readonly json?: string;
  /** Captures and traces stay here. */
  readonly keep?: string;
}

/** A command line that cannot be followed; the message is the one line to print. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

const OPTIONS = {
  rooms: { type: "string", default: "20" },
  seed: { type: "string", default: "1000" },
  phrasings: { type: "string", default: "heldout" },
  jobs: { type: "string", default: "2" },
  size: { type: "string", default: "400x300" },
  json: { type: "string" },
  keep: { type: "string" },
} as const;

export function parseArguments(argv: readonly string[]): BenchArguments {
  const { rooms, seed, phrasings, jobs, size, json, keep } = values(argv);
  if (phrasings !== "heldout" && phrasings !== "dev")
    throw new UsageError(`--phrasings ${phrasings} is not known; use heldout or dev`);
  for (const [name, value] of Object.entries({ json, keep })) {
    if (value === "") throw new UsageError(`--${name} is empty; name where to write`);
  }
  return {
    rooms: integer("rooms", rooms, 1),
    seed: integer("seed", seed, 0),
    phrasings,
    jobs: integer("jobs", jobs, 1),
    size: pictureSize(size),
    json,
    keep,
  };
}

function values(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS }).values;
  } catch (error) {
    const known = Object.keys(OPTIONS).map((name) => `--${name}`);
    // Node's explanation goes on about positionals; its first sentence is the point.
    const why = (error as Error).message.split(/\.\s/)[0];
    throw new UsageError(`${why}; known options: ${known.join(" ")}`);
  }
}

function integer(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least)
    throw new UsageError(`--${name} ${text} must be a whole number from ${least} on`);
  return value;
}

function pictureSize(text: string): { width: number; height: number } {
  const match = /^(\d{2,4})x(\d{2,4})$/.exec(text);
  if (!match) throw new UsageError(`--size ${text} must be width x height in pixels, as 400x300`);
  return { width: Number(match[1]), height: Number(match[2]) };
}
