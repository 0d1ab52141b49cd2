import { type Config, type ConfigSources, resolveConfig } from "../config/index.ts";
import { oneLine } from "../exit.ts";
import { checkEndpoints } from "./endpoint.ts";
import { checkIsolate, checkKernel } from "./kernel.ts";
import { checkDisk, checkMemory, checkNode } from "./machine.ts";
import { checkModels } from "./models.ts";
import { type Check, fail, ok, skipped } from "./types.ts";
import { checkWalls } from "./walls.ts";

/** Where the runs go when no folder is named. */
const RUNS = "spatialclaw-runs";

/** Check after check, as each is done. Leaves nothing running and nothing on disk. */
export async function* examine(sources: ConfigSources): AsyncGenerator<Check, void> {
  const { config, check } = readConfig(sources);
  yield check;
  yield checkNode();
  yield checkIsolate();
  yield await checkWalls();
  yield* await checkKernel();
  yield await checkDisk(config?.values.out ?? RUNS);
  yield checkMemory();
  yield* checkModels(config);
  if (config) yield* await checkEndpoints(config);
  else yield skipped("endpoint", "the configuration must be read first");
}

function readConfig(sources: ConfigSources): { config: Config | null; check: Check } {
  const name = "configuration";
  try {
    const config = resolveConfig(sources);
    const files = config.files.filter(({ content }) => content !== null).map(({ path }) => path);
    return { config, check: ok(name, files.length === 0 ? "no file" : files.join(", "), { files }) };
  } catch (error) {
    return {
      config: null,
      check: fail(name, oneLine(error), "`spatialclaw config path` names the files that are read"),
    };
  }
}
