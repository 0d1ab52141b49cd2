import {
  type ChatModel,
  createOfflineModel,
  createOpenAIModel,
  type ModelSettings,
  type OpenAIOptions,
  readModelFile,
  shippedModelFile,
} from "@spatialclaw/agent";
import { InputError } from "@spatialclaw/media";
import { type Config, resolveWithoutFiles, type Values } from "./config/index.ts";
import { looksLikePath } from "./config/special-kinds.ts";

export const OFFLINE = "offline";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The model that the configuration names: the rules that need none, a model file, or a name at the endpoints.
 * @param env What `${NAME}` in a model file stands for.
 */
export function chooseModel({ values }: Config, env: Environment = process.env): ChatModel {
  return values.model === OFFLINE ? createOfflineModel() : createOpenAIModel(modelOptions(values, env));
}

/** Sampling parameters that the model file sets, without what may hold a secret; for people who read of a run. */
export function parametersOf({ values }: Config, env: Environment = process.env): Readonly<Record<string, unknown>> {
  const file = values.model === OFFLINE ? null : fileOf(values.model);
  if (file === null) return {};
  const { parameters = {}, roles = {} } = readModelFile(file, env);
  const open = ({ extra_body: _, ...rest }: NonNullable<ModelSettings["parameters"]>) => rest;
  const byRole = Object.entries(roles).map(([role, own]) => [role, open(own)] as const);
  return { ...open(parameters), ...(byRole.length > 0 ? { roles: Object.fromEntries(byRole) } : {}) };
}

/** For the library: what the program says, else the environment; no files but the model's. */
export function modelFrom(name: string | undefined, env: NodeJS.ProcessEnv): ChatModel {
  return chooseModel(resolveWithoutFiles({ flags: name === undefined ? {} : { model: name }, env }), env);
}

/** The configuration wins over the model file. */
function modelOptions(values: Values, env: Environment): OpenAIOptions {
  const { model, "images.maxSide": maxSide, "images.format": format, retries } = values;
  const file = fileOf(model);
  const settings: ModelSettings = file === null ? { model } : readModelFile(file, env);
  const pictures = { ...(maxSide === null ? {} : { maxSide }), ...(format === null ? {} : { format }) };
  const firstTokenSec = values["timeouts.firstTokenSec"];
  const totalSec = values["timeouts.totalSec"];
  return {
    ...settings,
    ...(settings.images === false ? {} : { images: { ...settings.images, ...pictures } }),
    timeouts: {
      ...settings.timeouts,
      ...(firstTokenSec === null ? {} : { firstTokenSec }),
      ...(totalSec === null ? {} : { totalSec }),
    },
    ...(retries === null ? {} : { retries }),
    ...endpointsAndKey(values, settings, file),
  };
}

/**
 * A key goes to the endpoints that it was named with: the configuration's never to those of a model file, which may be
 * anybody's, and a model file's never to others than its own where it names some.
 */
function endpointsAndKey(
  { model, "endpoint.urls": urls, "endpoint.key": key }: Values,
  settings: ModelSettings,
  file: string | null,
): Pick<OpenAIOptions, "endpoints" | "key" | "file"> {
  const own = settings.endpoints ? null : (settings.key ?? null);
  if (urls.length > 0) return { endpoints: urls, key: key ?? own };
  if (settings.endpoints) return file === null ? {} : { file };
  if (key !== null || own !== null) return { key: key ?? own };
  throw new InputError(
    `model ${model} has no endpoint: set OPENAI_BASE_URL (and OPENAI_API_KEY where it wants one), or drop --model to use the built-in rules`,
    "environment",
  );
}

function fileOf(model: string): string | null {
  if (looksLikePath(model)) return model;
  if (model.endsWith(".json"))
    throw new InputError(`${model} is no model's name; write ./${model} for a model file in this folder`);
  return shippedModelFile(model);
}
