import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { InputError } from "@spatialclaw/media";
import { checkSettings, type ModelSettings } from "./settings.ts";

const SHIPPED = new URL("../../../../models/chat/", import.meta.url);
const ENDING = ".json";

type Environment = Readonly<Record<string, string | undefined>>;

/** Names of the model files that come with spatialclaw. */
export function shippedModels(): string[] {
  return readdirSync(SHIPPED)
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .sort();
}

/** The path of a model file that comes with spatialclaw; null when there is none of that name. */
export function shippedModelFile(name: string): string | null {
  if (!/^[\w.-]+$/.test(name)) return null;
  const file = fileURLToPath(new URL(name + ENDING, SHIPPED));
  return existsSync(file) ? file : null;
}

/**
 * Reads a model file. `${NAME}` in `model`, `endpoints`, `key` and `headers` stands for an environment variable.
 * Throws InputError that names the file and what is wrong in it, and quotes no secret.
 */
export function readModelFile(file: string, env: Environment = process.env): ModelSettings {
  const settings = checkSettings(parsed(contentOf(file), file), file);
  const { endpoints, key, headers } = settings;
  const fill = (text: string, at: string): string => substituted(text, env, `${file}: ${at}`);
  return {
    ...settings,
    model: fill(settings.model, "model"),
    ...(endpoints ? { endpoints: endpoints.map((url) => fill(url, "endpoints")) } : {}),
    ...(key ? { key: fill(key, "key") } : {}),
    ...(headers
      ? { headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, fill(text, "headers")])) }
      : {}),
  };
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? error.code : error;
    throw new InputError(
      `cannot read the model file ${file}: ${reason}; give the path of one, or one of ${shippedModels().join(", ")}`,
      "environment",
    );
  }
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The rest of the message quotes the file, which may hold a key.
    const place = /line \d+ column \d+/.exec(error instanceof Error ? error.message : "")?.[0];
    throw new InputError(`${file} is no JSON${place ? ` at ${place}` : ""}; correct it there`);
  }
}

function substituted(text: string, env: Environment, where: string): string {
  return text.replace(/\$\{([^}]*)\}/g, (_, name: string) => {
    const value = env[name];
    if (value) return value;
    throw new InputError(`${where} wants the environment variable ${JSON.stringify(name)}, which is not set; set it`);
  });
}
