import { homedir } from "node:os";
import path from "node:path";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where the hub is and what this machine keeps of it, as the environment says. */
export interface HubPlaces {
  /** The cache that all programs of the Hugging Face hub share: models--owner--name/{blobs,refs,snapshots}. */
  readonly hub: string;
  /** Without a slash at its end. */
  readonly endpoint: string;
  /** A file that holds the token when HF_TOKEN does not. */
  readonly tokenFile: string;
  readonly token: string | null;
  /** Nothing is fetched. */
  readonly offline: boolean;
}

/** The variables that huggingface_hub reads, by its rules. */
export function hubPlacesFrom(env: Environment = process.env, home = homedir()): HubPlaces {
  const cache = env.XDG_CACHE_HOME || path.join(home, ".cache");
  const hfHome = untilded(env.HF_HOME, home) || path.join(cache, "huggingface");
  const hub = env.HF_HUB_CACHE || env.HUGGINGFACE_HUB_CACHE || path.join(hfHome, "hub");
  return {
    hub: path.resolve(untilded(hub, home)),
    endpoint: (env.HF_ENDPOINT || "https://huggingface.co").replace(/\/+$/, ""),
    tokenFile: env.HF_TOKEN_PATH || path.join(hfHome, "token"),
    token: env.HF_TOKEN?.trim() || env.HUGGING_FACE_HUB_TOKEN?.trim() || null,
    offline: isYes(env.HF_HUB_OFFLINE) || isYes(env.TRANSFORMERS_OFFLINE),
  };
}

/** A folder that may begin with `~`; empty where there is none. */
export function untilded(folder: string | undefined, home: string): string {
  return (folder ?? "").replace(/^~(?=$|[/\\])/, home);
}

function isYes(text: string | undefined): boolean {
  return /^(?:1|on|yes|true)$/i.test(text?.trim() ?? "");
}
