import { homedir } from "node:os";
import path from "node:path";
import { type Card, CardError } from "../../benchmark/card.ts";

/** What the card says about what is to be generated: its `options`. */
export interface SynthOptions {
  /** Of the first set; the others follow. */
  readonly seed: number;
  readonly sets: number;
  readonly size: { readonly width: number; readonly height: number };
}

/** Grows with every change of what a seed gives, so that nobody mixes old sets with new ones. */
const GENERATOR = 1;

/** Throws CardError, one line. */
export function synthOptions({ options, benchmark }: Card): SynthOptions {
  const whole = (name: string, least: number, most: number, otherwise: number): number => {
    const value = options[name] ?? otherwise;
    if (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) return Number(value);
    throw new CardError(
      `${benchmark}: "options.${name}" is ${JSON.stringify(value)}, expected a whole number from ${least} to ${most}`,
    );
  };
  for (const name of Object.keys(options))
    if (!["seed", "sets", "width", "height"].includes(name))
      throw new CardError(`${benchmark}: "options.${name}" does not exist; there are seed, sets, width, height`);
  return {
    seed: whole("seed", 0, 2 ** 31, 5000),
    sets: whole("sets", 1, 10_000, 21),
    size: { width: whole("width", 64, 1920, 320), height: whole("height", 48, 1080, 240) },
  };
}

/** Made pictures are kept here, for all runs of this user: `$XDG_CACHE_HOME/spatialclaw/synth`. */
export function synthHome(card: Card): string {
  const { width, height } = synthOptions(card).size;
  const cache = process.env.XDG_CACHE_HOME || path.join(homedir(), ".cache");
  return path.join(cache, "spatialclaw", "synth", `v${GENERATOR}-${width}x${height}`);
}
