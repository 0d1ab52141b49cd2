import { homedir } from "node:os";
import path from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

/** Where models come from and lie, as the environment says. */
export interface Places {
  /** The cache that all programs of the Hugging Face hub share: models--owner--name/{blobs,refs,snapshots}. */
  readonly hub: string;
  /** spatialclaw's own: a folder for each model that is not from the hub, and what it knows of all. */
  readonly models: string;
  /** Without a slash at its end. */
  readonly endpoint: string;
  /** A file that holds the token when HF_TOKEN does not. */
  readonly tokenFile: string;
  readonly token: string | null;
  /** Nothing is fetched. */
  readonly offline: boolean;
}

/** The variables that huggingface_hub reads, by its rules, and SPATIALCLAW_MODELS. */
export function placesFrom(env: Environment = process.env, home = homedir()): Places {
  const cache = env.XDG_CACHE_HOME || path.join(home, ".cache");
  const hfHome = untilded(env.HF_HOME, home) || path.join(cache, "huggingface");
  const hub = env.HF_HUB_CACHE || env.HUGGINGFACE_HUB_CACHE || path.join(hfHome, "hub");
  const roaming = process.platform === "win32" ? env.LOCALAPPDATA : undefined;
  const data = env.XDG_DATA_HOME || roaming || path.join(home, ".local", "share");
  return {
    hub: path.resolve(untilded(hub, home)),
    models: path.resolve(untilded(env.SPATIALCLAW_MODELS, home) || path.join(data, "spatialclaw", "models")),
    endpoint: (env.HF_ENDPOINT || "https://huggingface.co").replace(/\/+$/, ""),
    tokenFile: env.HF_TOKEN_PATH || path.join(hfHome, "token"),
    token: env.HF_TOKEN?.trim() || env.HUGGING_FACE_HUB_TOKEN?.trim() || null,
    offline: isYes(env.HF_HUB_OFFLINE) || isYes(env.TRANSFORMERS_OFFLINE),
  };
}

function isYes(text: string | undefined): boolean {
  return /^(?:1|on|yes|true)$/i.test(text?.trim() ?? "");
}

function untilded(folder: string | undefined, home: string): string {
  return (folder ?? "").replace(/^~(?=$|[/\\])/, home);
}
