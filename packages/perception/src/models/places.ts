import { homedir } from "node:os";
import path from "node:path";
import { type Environment, type HubPlaces, hubPlacesFrom, untilded } from "@spatialclaw/hub";

/** Where models come from and lie, as the environment says. */
export interface Places extends HubPlaces {
  /** spatialclaw's own: a folder for each model that is not from the hub, and what it knows of all. */
  readonly models: string;
}

/** The variables that huggingface_hub reads, by its rules, and SPATIALCLAW_MODELS. */
export function placesFrom(env: Environment = process.env, home = homedir()): Places {
  const roaming = process.platform === "win32" ? env.LOCALAPPDATA : undefined;
  const data = env.XDG_DATA_HOME || roaming || path.join(home, ".local", "share");
  return {
    ...hubPlacesFrom(env, home),
    models: path.resolve(untilded(env.SPATIALCLAW_MODELS, home) || path.join(data, "spatialclaw", "models")),
  };
}
