import { InputError, type PictureFormat } from "@spatialclaw/media";
import { check, type Rules, rule } from "./rules.ts";
import type { ChatRole } from "./types.ts";

/** What goes into a request as it stands here; `null` takes away what the model's own `parameters` say. */
export interface ChatParameters {
  readonly temperature?: number | null;
  readonly top_p?: number | null;
  readonly top_k?: number | null;
  readonly min_p?: number | null;
  readonly max_tokens?: number | null;
  readonly presence_penalty?: number | null;
  readonly frequency_penalty?: number | null;
  readonly repetition_penalty?: number | null;
  readonly seed?: number | null;
  readonly stop?: string | readonly string[] | null;
  readonly reasoning_effort?: string | null;
  /** Of vLLM and llama.cpp: what the model's chat template takes, as `{"enable_thinking": false}`. */
  readonly chat_template_kwargs?: Readonly<Record<string, unknown>> | null;
  /** Anything else that the server takes. */
  readonly extra_body?: Readonly<Record<string, unknown>> | null;
}

export interface ImageSettings extends PictureFormat {
  /** Of OpenAI: how closely pictures are looked at. */
  readonly detail: "auto" | "low" | "high" | null;
}

/** US dollars for a million tokens. */
export interface Prices {
  readonly input: number;
  /** Of input that the server had in its cache; default: as other input. */
  readonly cached?: number;
  readonly output: number;
}

/** All that can be said about a model; what a model file holds. docs/models.md explains each. */
export interface ModelSettings {
  /** What the servers call it. */
  readonly model: string;
  /** Addresses, and `@file` for a file that names one a line; default OpenAI's own. */
  readonly endpoints?: readonly string[];
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** false: the model takes none. */
  readonly images?: false | Partial<ImageSettings>;
  /** Whether endpoints are offered tools to call; default "native". */
  readonly tools?: "native" | "none";
  /** Default true. */
  readonly stream?: boolean;
  readonly timeouts?: { readonly firstTokenSec?: number; readonly totalSec?: number };
  readonly retries?: number;
  /** null, the default: not known. */
  readonly prices?: Prices | null;
  readonly parameters?: ChatParameters;
  /** On top of `parameters`, for one kind of request. */
  readonly roles?: Partial<Record<ChatRole, ChatParameters>>;
  /** For people: what the model is, and the command lines that serve it. */
  readonly about?: string;
  readonly serve?: readonly string[];
}

/** Pictures of 32 frames at full size would fill most contexts; cells see every pixel all the same. */
const MAX_SIDE = 1024;

export const OPENAI_URL = "https://api.openai.com/v1";

/** The settings with every default in place. */
export type CompleteSettings = Required<Omit<ModelSettings, "about" | "serve" | "images" | "timeouts">> & {
  readonly images: false | ImageSettings;
  readonly timeouts: { readonly firstTokenSec: number; readonly totalSec: number };
};

export const ROLES: readonly ChatRole[] = ["planner", "main", "reflect", "vlm", "locate", "judge"];
/** Ours to set. */
const RESERVED = ["model", "messages", "stream", "stream_options", "tools"];

const amount = rule("a number", (v) => typeof v === "number" && Number.isFinite(v)).orNull();
const price = rule("a number from 0", (v) => typeof v === "number" && v >= 0 && Number.isFinite(v));
const seconds = rule("a number above 0", (v) => typeof v === "number" && v > 0 && Number.isFinite(v));
const text = rule("a text", (v) => typeof v === "string" && v.trim() !== "");
const texts = rule("a list of texts", (v) => Array.isArray(v) && v.length > 0 && v.every((item) => text.fits(item)));
const object = rule("an object", (v) => typeof v === "object" && v !== null && !Array.isArray(v)).orNull();
const whole = (min: number, max: number) =>
  rule(`a whole number from ${min} to ${max}`, (v) => Number.isInteger(v) && Number(v) >= min && Number(v) <= max);
const oneOf = (...values: readonly string[]) => rule(`one of ${values.join(", ")}`, (v) => values.includes(String(v)));

const PARAMETERS: Rules = {
  temperature: amount,
  top_p: amount,
  top_k: amount,
  min_p: amount,
  max_tokens: whole(1, 10_000_000).orNull(),
  presence_penalty: amount,
  frequency_penalty: amount,
  repetition_penalty: amount,
  seed: amount,
  stop: rule("a text or a list of texts", (v) => text.fits(v) || texts.fits(v)).orNull(),
  reasoning_effort: text.orNull(),
  chat_template_kwargs: object,
  extra_body: rule(`an object without ${RESERVED.join(", ")}`, (v) => {
    return object.fits(v) && (v === null || !RESERVED.some((key) => key in (v as object)));
  }).orNull(),
};

const RULES: Rules = {
  model: text,
  endpoints: texts.secret(),
  key: text.orNull().secret(),
  headers: rule("an object of texts", (v) => {
    return object.fits(v) && v !== null && Object.values(v as object).every((item) => typeof item === "string");
  }).secret(),
  images: {
    or: rule("false", (v) => v === false),
    keys: {
      format: oneOf("auto", "jpeg", "png", "webp"),
      maxSide: whole(16, 16_384).orNull(),
      quality: whole(1, 100),
      detail: oneOf("auto", "low", "high").orNull(),
    },
  },
  tools: oneOf("native", "none"),
  stream: rule("true or false", (v) => typeof v === "boolean"),
  timeouts: { keys: { firstTokenSec: seconds, totalSec: seconds } },
  retries: whole(0, 100),
  prices: {
    or: rule("null", (v) => v === null),
    keys: { input: price, cached: price, output: price },
    wanted: ["input", "output"],
  },
  parameters: { keys: PARAMETERS },
  roles: { keys: Object.fromEntries(ROLES.map((role) => [role, { keys: PARAMETERS }])) },
  about: text,
  serve: texts,
};

/** Throws InputError that names the key, what was expected and what came. */
export function checkSettings(settings: unknown, where: string): ModelSettings {
  const problem = check(settings, { keys: RULES, wanted: ["model"] });
  if (problem) throw new InputError(`${where}: ${problem}`);
  return settings as ModelSettings;
}

export function withDefaults(settings: ModelSettings): CompleteSettings {
  const { images = {}, timeouts, ...given } = settings;
  return {
    model: given.model,
    endpoints: given.endpoints ?? [OPENAI_URL],
    key: given.key ?? null,
    headers: given.headers ?? {},
    images: images === false ? false : { format: "auto", maxSide: MAX_SIDE, quality: 90, detail: null, ...images },
    tools: given.tools ?? "native",
    stream: given.stream ?? true,
    timeouts: { firstTokenSec: 120, totalSec: 600, ...timeouts },
    retries: given.retries ?? 4,
    prices: given.prices ?? null,
    parameters: given.parameters ?? {},
    roles: given.roles ?? {},
  };
}

/** What a request of that role says besides its messages. */
export function parametersFor(role: ChatRole, { parameters, roles }: CompleteSettings): Record<string, unknown> {
  const { extra_body, ...rest } = { ...parameters, ...roles[role] };
  return Object.fromEntries(Object.entries({ ...rest, ...extra_body }).filter(([, value]) => value !== null));
}
