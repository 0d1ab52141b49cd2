import { homedir } from "node:os";
import path from "node:path";

/** `$XDG_CACHE_HOME/spatialclaw`, else `~/.cache/spatialclaw`. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const base = env.XDG_CACHE_HOME;
  // The standard wants a relative path ignored.
  return path.join(base && path.isAbsolute(base) ? base : path.join(homedir(), ".cache"), "spatialclaw");
}
