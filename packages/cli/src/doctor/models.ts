import {
  chooseProviders,
  type ModelSurvey,
  nvidiaGpus,
  type ProviderChoice,
  surveyModels,
} from "@spatialclaw/perception";
import { ResultCache } from "@spatialclaw/store";
import { type Config, runtimeOptions } from "../config/index.ts";
import { oneLine } from "../exit.ts";
import { type Check, fail, ok, warn } from "./types.ts";

const NAME = "perception";

/** Which providers can run models here and why not the others, the GPU, the models, and the kept results. */
export async function* checkModels(config: Config | null): AsyncGenerator<Check, void> {
  yield await checkProviders(config?.values["perception.provider"] ?? null);
  yield await checkGpu();
  yield checkPresent();
  if (config) yield await checkResults(config);
}

async function checkProviders(wanted: "cuda" | "webgpu" | "cpu" | null): Promise<Check> {
  const name = `${NAME}: providers`;
  try {
    const choice = await chooseProviders({ wanted });
    return ok(name, describeChoice(choice), { ...choice });
  } catch (error) {
    return fail(name, oneLine(error), "`spatialclaw config show --origin` tells where the provider was set");
  }
}

function describeChoice({ usable, passedOver }: ProviderChoice): string {
  const others = passedOver.map(
    ({ provider, reason, fix }) => `${provider} is not used: ${reason}${fix ? ` (${fix})` : ""}`,
  );
  return [`models run on ${usable[0]}`, ...others].join("; ");
}

async function checkGpu(): Promise<Check> {
  const gpus = await nvidiaGpus();
  const each = gpus.map(
    ({ name, memoryMiB, driver }) => `${name}, ${(memoryMiB / 1024).toFixed(0)} GiB, driver ${driver}`,
  );
  return ok(`${NAME}: GPU`, each.length === 0 ? "no NVIDIA GPU (nvidia-smi finds none)" : each.join("; "), { gpus });
}

function checkPresent(): Check {
  const name = `${NAME}: models`;
  const models = surveyModels();
  const details = { models: models.map(({ name: model, state }) => ({ model, state })) };
  const named = (state: ModelSurvey["state"]) =>
    models.filter((model) => model.state === state).map((model) => model.name);
  const damaged = named("damaged");
  if (damaged.length > 0)
    return warn(
      name,
      `damaged: ${damaged.join(", ")}`,
      "`spatialclaw models verify` tells more; remove and pull them again",
      details,
    );
  const lists = [
    ["verified", named("verified")],
    ["not checked", named("present")],
    ["partly here", named("partial")],
  ] as const;
  const here = lists.filter(([, list]) => list.length > 0).map(([words, list]) => `${words}: ${list.join(", ")}`);
  const none = "none is here: depth and masks come with captures only (`spatialclaw models list`)";
  return ok(name, here.length === 0 ? none : here.join("; "), details);
}

async function checkResults(config: Config): Promise<Check> {
  const name = `${NAME}: results`;
  const { cache } = runtimeOptions(config);
  if (!cache) return ok(name, "none are kept (cache.maxGb is 0)");
  const { results, bytes } = await new ResultCache(cache).use();
  const share = `${(bytes / 1e9).toFixed(2)} of ${(cache.maxBytes / 1e9).toFixed(1)} GB`;
  return ok(name, `${results} kept in ${cache.folder}, ${share}`, { results, bytes, ...cache });
}
