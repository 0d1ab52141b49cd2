import { Call } from "./call.ts";
import { PACE, type Pace } from "./retry.ts";
import { checkSettings, type ModelSettings, withDefaults } from "./settings.ts";
import { createShared } from "./shared.ts";
import type { ChatModel } from "./types.ts";

export interface OpenAIOptions extends ModelSettings {
  /** The model file that names the endpoints; errors tell of it. */
  readonly file?: string;
  /** How tries follow each other; for tests. */
  readonly pace?: Partial<Pace>;
}

/**
 * A model behind one or many OpenAI-compatible endpoints: hosted, vLLM, llama.cpp. Throws InputError for settings that
 * cannot be. Holds no connection and no timer while nothing is asked.
 */
export function createOpenAIModel({ file, pace, ...given }: OpenAIOptions): ChatModel {
  const settings = withDefaults(checkSettings(given, `the model ${JSON.stringify(given.model)}`));
  const shared = createShared(settings, file ?? null, { ...PACE, ...pace });
  return {
    name: settings.model,
    seesPictures: settings.images !== false,
    complete: (request) => new Call(shared, request).complete(),
  };
}
