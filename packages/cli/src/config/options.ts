import { DEFAULT_ASK_LIMITS, INTERFACES, SECTIONS } from "@spatialclaw/agent";
import { KEY_FRAME_BUDGET } from "@spatialclaw/media";
import { PROVIDERS } from "@spatialclaw/perception";
import { amount, type Kind, listOf, oneOf, optional, plainText, positive, whole, yesNo } from "./kinds.ts";
import { address, folder, modelName, perceptionModel, textsBy } from "./special-kinds.ts";

export interface Option<T> {
  /** One line. */
  readonly doc: string;
  readonly kind: Kind<T>;
  readonly default: NoInfer<T>;
  /** As commander writes it. null: not on a command line, which others can read. */
  readonly flag: string | null;
  /** Default: SPATIALCLAW_ and the key. */
  readonly variable?: string;
  /** Its value is never shown. */
  readonly secret?: true;
  /** `${NAME}` in a file stands for the environment variable NAME. */
  readonly substitutes?: true;
}

const A_WEEK_SEC = 604_800;

function option<T>(of: Option<T>): Option<T> {
  return of;
}

/** Every option there is, once: flags, variables, files, `config show` and the documentation come from here. */
export const OPTIONS = {
  model: option({
    doc: "`offline` for the built-in rules, a shipped model file by its name, the path of a model file (`./my.json`), or a model's name at the endpoint",
    kind: modelName(),
    default: "offline",
    flag: "-m, --model <name>",
  }),
  "endpoint.urls": option({
    doc: "OpenAI-compatible endpoints that serve the model; `@file` names a file with one a line, which is read again when it changes",
    kind: listOf(address()),
    default: [],
    flag: "--endpoint <urls>",
    variable: "OPENAI_BASE_URL",
    substitutes: true,
  }),
  "endpoint.key": option({
    doc: "the key of the endpoints",
    kind: optional(plainText()),
    default: null,
    flag: null,
    variable: "OPENAI_API_KEY",
    secret: true,
    substitutes: true,
  }),
  interface: option({
    doc: "how the model acts",
    kind: oneOf(INTERFACES),
    default: "code",
    flag: "--interface <name>",
  }),
  "limits.steps": option({
    doc: "cells that may run",
    kind: whole({ min: 1 }),
    default: DEFAULT_ASK_LIMITS.steps,
    flag: "--max-steps <n>",
  }),
  "limits.failures": option({
    doc: "replies without a usable cell and cells that did not run, in a row",
    kind: whole({ min: 0 }),
    default: DEFAULT_ASK_LIMITS.failures,
    flag: "--max-failures <n>",
  }),
  "limits.toolCalls": option({
    doc: "calls of tools and vlm, over all cells",
    kind: optional(whole({ min: 0 })),
    default: DEFAULT_ASK_LIMITS.toolCalls,
    flag: "--max-tool-calls <n>",
  }),
  "limits.timeoutSec": option({
    doc: "seconds for the whole run",
    kind: positive({ max: A_WEEK_SEC }),
    default: DEFAULT_ASK_LIMITS.timeoutMs / 1000,
    flag: "--timeout <seconds>",
  }),
  "limits.tokens": option({
    doc: "input and output tokens of all roles together",
    kind: optional(whole({ min: 1 })),
    default: DEFAULT_ASK_LIMITS.tokens,
    flag: "--max-total-tokens <n>",
  }),
  "limits.costUsd": option({
    doc: "US dollars; wants a model file that knows its prices",
    kind: optional(positive()),
    default: DEFAULT_ASK_LIMITS.costUsd,
    flag: "--max-cost <usd>",
  }),
  reflect: option({
    doc: "how often a second look of the model may turn an answer down",
    kind: whole({ min: 0 }),
    default: 0,
    flag: "--reflect <times>",
  }),
  "planner.checklist": option({
    doc: "adds a checklist to the plan",
    kind: yesNo(),
    default: false,
    flag: "--checklist",
  }),
  "prompts.omit": option({
    doc: "sections of the system prompt that are left out",
    kind: listOf(oneOf(SECTIONS)),
    default: [],
    flag: "--omit-prompts <sections>",
  }),
  "prompts.replace": option({
    doc: "sections of the system prompt with a text of your own",
    kind: textsBy("section", SECTIONS),
    default: {},
    flag: "--prompt <section=text>",
  }),
  "api.omit": option({
    doc: "names of the cell API that are taken away (`tools.Geometry`, `np`), or the groups `utility` and `perception`",
    kind: listOf(plainText("a name of the cell API")),
    default: [],
    flag: "--omit-api <names>",
  }),
  "frames.most": option({
    doc: "frames of a video that may be used at most, evenly spread; none: every one",
    kind: optional(whole({ min: 1 })),
    default: null,
    flag: "--frames <n>",
  }),
  "frames.maxFps": option({
    doc: "frames of a video a second that may be used at most; none: every one",
    kind: optional(positive()),
    default: null,
    flag: "--max-fps <rate>",
  }),
  "frames.times": option({
    doc: "the only seconds of a video whose frames may be used; none: every one",
    kind: listOf(amount()),
    default: [],
    flag: "--times <seconds>",
  }),
  "pictures.first": option({
    doc: "frames in the first message, evenly spread; of several videos, for each of them",
    kind: whole({ min: 0 }),
    default: KEY_FRAME_BUDGET,
    flag: "--key-frames <n>",
  }),
  "pictures.budget": option({
    doc: "the most pictures in the messages after the first",
    kind: whole({ min: 0 }),
    default: 24,
    flag: "--pictures <n>",
  }),
  out: option({
    doc: "folder for trace and report of one run; none: a new one in `spatialclaw-runs/`",
    kind: optional(folder()),
    default: null,
    flag: "-o, --out <folder>",
  }),
  "images.maxSide": option({
    doc: "pictures are sent with their longer side at most this many pixels; none: what the model file says, else 1024",
    kind: optional(whole({ min: 16, max: 16_384 })),
    default: null,
    flag: "--image-side <pixels>",
  }),
  "images.format": option({
    doc: "pictures are sent in this format; auto: JPEG, small drawings as PNG; none: what the model file says, else auto",
    kind: optional(oneOf(["auto", "jpeg", "png", "webp"])),
    default: null,
    flag: "--image-format <name>",
  }),
  "timeouts.firstTokenSec": option({
    doc: "seconds until a reply must begin; none: what the model file says",
    kind: optional(positive({ max: A_WEEK_SEC })),
    default: null,
    flag: "--first-token-timeout <seconds>",
  }),
  "timeouts.totalSec": option({
    doc: "seconds until a reply must be complete; none: what the model file says",
    kind: optional(positive({ max: A_WEEK_SEC })),
    default: null,
    flag: "--reply-timeout <seconds>",
  }),
  "perception.depth": option({
    doc: "the model for depth and cameras where the input brings none; `off`: do without; none: the best that is on this machine",
    kind: optional(perceptionModel()),
    default: null,
    flag: "--depth-model <name>",
  }),
  "perception.masks": option({
    doc: "the models for masks where the input brings none, one by text and one by points; `off`: do without; none: the best on this machine",
    kind: listOf(perceptionModel()),
    default: [],
    flag: "--mask-models <names>",
  }),
  "perception.provider": option({
    doc: "what runs the models; none: the first of cuda, webgpu and cpu that works here",
    kind: optional(oneOf(PROVIDERS)),
    default: null,
    flag: "--provider <name>",
  }),
  "perception.memoryGb": option({
    doc: "what loaded models may take together; none: half the memory, on a GPU no limit",
    kind: optional(positive()),
    default: null,
    flag: "--model-memory <gigabytes>",
  }),
  "cache.maxGb": option({
    doc: "what kept results of models may take on disk; the least recently used ones go; 0: none are kept",
    kind: amount(),
    default: 5,
    flag: "--cache <gigabytes>",
  }),
  retries: option({
    doc: "further tries of a request that failed for a reason that may pass; none: what the model file says",
    kind: optional(whole({ min: 0, max: 100 })),
    default: null,
    flag: "--retries <n>",
  }),
};

export type Key = keyof typeof OPTIONS;

type ValueOf<O> = O extends Option<infer T> ? T : never;

export type Values = { readonly [K in Key]: ValueOf<(typeof OPTIONS)[K]> };

/** In the order of the table. */
export const KEYS = Object.keys(OPTIONS) as readonly Key[];

/** The option without the type of its value, for code that treats all alike. */
export function optionOf(key: Key): Option<unknown> {
  return OPTIONS[key] as Option<unknown>;
}

/** `limits.toolCalls` is read from SPATIALCLAW_LIMITS_TOOL_CALLS. */
export function variableOf(key: Key): string {
  const words = key.replace(/([a-z])([A-Z])/g, "$1_$2").replace(/\./g, "_");
  return optionOf(key).variable ?? `SPATIALCLAW_${words.toUpperCase()}`;
}
