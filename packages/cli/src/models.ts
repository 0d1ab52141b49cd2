import { type ChatModel, createOfflineModel, createOpenAIModel } from "@spatialclaw/agent";
import { InputError } from "@spatialclaw/media";

export const OFFLINE = "offline";

/** `--model`, else SPATIALCLAW_MODEL, else the rules that need no model. */
export function chooseModel(name: string | undefined, env: NodeJS.ProcessEnv): ChatModel {
  const wanted = name ?? env.SPATIALCLAW_MODEL ?? OFFLINE;
  if (wanted === OFFLINE) return createOfflineModel();
  const { OPENAI_BASE_URL: baseURL, OPENAI_API_KEY: apiKey } = env;
  if (!baseURL && !apiKey) {
    throw new InputError(
      `model ${wanted} has no endpoint: set OPENAI_BASE_URL (and OPENAI_API_KEY where it wants one), or drop --model to use the built-in rules`,
      "environment",
    );
  }
  return createOpenAIModel({ model: wanted, baseURL, apiKey });
}
