import type { ChatModel } from "@spatialclaw/agent";
import { type Config, withValues } from "../config/index.ts";
import { withoutSecrets } from "../config/special-kinds.ts";
import { oneLine } from "../exit.ts";
import { chooseModel, OFFLINE } from "../models.ts";
import { imageTrip, textTrip, toolTrip } from "./round-trips.ts";
import { type Check, fail, ok, skipped, warn } from "./types.ts";

const NAME = "endpoint";

/** Round trips to every endpoint that the configuration names; none is made for the built-in rules. */
export async function checkEndpoints(config: Config): Promise<readonly Check[]> {
  const { model, "endpoint.urls": urls } = config.values;
  if (model === OFFLINE) return [withoutModel(urls)];
  if (urls.length <= 1) return checkModel(config, "");
  const each: Check[] = [];
  for (const url of urls)
    each.push(...(await checkModel(withValues(config, { "endpoint.urls": [url] }), ` ${withoutSecrets(url)}`)));
  return each;
}

function withoutModel(urls: readonly string[]): Check {
  if (urls.length === 0) return skipped(NAME, "none is configured: the built-in rules answer");
  return warn(NAME, "an endpoint is configured, but no model", "name its model with --model or SPATIALCLAW_MODEL");
}

async function checkModel(config: Config, which: string): Promise<readonly Check[]> {
  let model: ChatModel;
  try {
    // A doctor tells of the first failure; it does not wait for a better day.
    model = chooseModel(withValues(config, { retries: 0 }));
  } catch (error) {
    return [fail(NAME + which, oneLine(error), "correct the model or its endpoint; docs/configuration.md lists both")];
  }
  const text = await textTrip(model, `${NAME}${which}: text`);
  if (text.status === "fail") {
    const rest = ["image", "tools"].map((trip) => `${NAME}${which}: ${trip}`);
    return [text, ...rest.map((name) => skipped(name, "the endpoint did not answer"))];
  }
  return [
    text,
    await imageTrip(model, `${NAME}${which}: image`),
    await toolTrip(model, `${NAME}${which}: tools`, config.values.interface === "tool-call" ? warn : okInstead),
  ];
}

/** Calls of tools matter to one interface only. */
function okInstead(name: string, message: string, _advice: string, details?: Check["details"]): Check {
  return ok(name, message, details);
}
