import type * as Constants from "node-av/constants";
import type * as Lib from "node-av/lib";
import { InputError } from "../types.ts";

/** FFmpeg's libraries, as node-av binds them. */
export interface Av {
  readonly lib: typeof Lib;
  readonly constants: typeof Constants;
}

type Load = () => Promise<readonly [typeof Lib, typeof Constants]>;

const load: Load = () => Promise.all([import("node-av/lib"), import("node-av/constants")]);
let loaded: Promise<Av> | null = null;

/** Loads node-av, an optional dependency of 170 MB, when the first video is opened. `wantedFor` is that video's name. */
export function loadAv(wantedFor: string, from: Load = load): Promise<Av> {
  if (from !== load) return start(wantedFor, from);
  loaded ??= start(wantedFor, from).catch((error: unknown) => {
    loaded = null;
    throw error;
  });
  return loaded;
}

async function start(wantedFor: string, from: Load): Promise<Av> {
  try {
    const [lib, constants] = await from();
    // FFmpeg writes to stderr by itself; what matters arrives as an error code.
    lib.Log.setLevel(constants.AV_LOG_QUIET);
    return { lib, constants };
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new InputError(
      `${wantedFor} is a video, and node-av, the optional package that reads videos, cannot be loaded (${reason}); install it: npm install node-av`,
      "environment",
    );
  }
}
