import { homedir } from "node:os";
import path from "node:path";
import type { PerceptionChoices, RuntimeOptions } from "@spatialclaw/perception";
import type { Config } from "./resolve.ts";

const GB = 1e9;

type Environment = Readonly<Record<string, string | undefined>>;

/** What the configuration says about the worker with the models. */
export function runtimeOptions({ values }: Config, env: Environment = process.env): RuntimeOptions {
  const { "perception.provider": provider, "perception.memoryGb": memoryGb, "cache.maxGb": cacheGb } = values;
  return {
    provider,
    memoryBytes: memoryGb === null ? null : memoryGb * GB,
    cache: cacheGb === 0 ? null : { folder: resultsFolder(env), maxBytes: cacheGb * GB },
  };
}

/** Which models see what an input does not bring along; `notice` learns which provider was passed over and why. */
export function perceptionChoices(
  config: Config,
  { notice, ...listeners }: Pick<PerceptionChoices, "onProgress"> & { readonly notice?: (line: string) => void } = {},
): PerceptionChoices {
  const { "perception.depth": depth, "perception.masks": masks } = config.values;
  return { depth, masks, runtime: { ...runtimeOptions(config), onNotice: notice }, ...listeners };
}

/** `$XDG_CACHE_HOME/spatialclaw/results` */
export function resultsFolder(env: Environment = process.env, home = homedir()): string {
  const local = process.platform === "win32" ? env.LOCALAPPDATA : undefined;
  return path.join(env.XDG_CACHE_HOME || local || path.join(home, ".cache"), "spatialclaw", "results");
}
