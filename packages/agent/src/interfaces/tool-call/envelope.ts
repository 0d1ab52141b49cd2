import { isObject, type Loose, type LooseObject, readValues } from "./loose-json.ts";

/** One call as the model wrote it; nothing of it is known to exist. */
export interface Call {
  readonly tool: string;
  readonly args: readonly Loose[];
  /** Arguments given by name. */
  readonly named: LooseObject;
  /** Name for the result, when the model chose one. */
  readonly as: string | null;
  readonly thought: string;
}

const TOOL_KEYS = ["tool", "tool_name", "toolName", "function_name", "function", "name", "action", "method", "call"];
const ARGUMENT_KEYS = ["args", "arguments", "parameters", "params", "kwargs", "action_input", "tool_input", "input"];
const RESULT_KEYS = ["as", "save_as", "saveAs", "store_as", "result_name"];
const LIST_KEYS = ["tool_calls", "calls", "actions"];
const THOUGHT_KEYS = ["thought", "thoughts", "thinking", "reasoning", "reason", "explanation", "comment"];
/** Belong to an envelope and say nothing here. */
const IDLE_KEYS = ["id", "type", "index", "step"];
const OWN_KEYS = [...TOOL_KEYS, ...RESULT_KEYS, ...THOUGHT_KEYS, ...IDLE_KEYS];

/** The calls in a value, in order, in whatever spelling; empty when it holds none. */
export function callsIn(value: Loose, isTool: (name: string) => boolean): Call[] {
  if (Array.isArray(value)) return value.flatMap((item) => callsIn(item, isTool));
  if (!isObject(value)) return [];
  const list = pick(value, LIST_KEYS);
  if (Array.isArray(list)) return callsIn(list, isTool);
  const tool = pick(value, TOOL_KEYS);
  if (typeof tool === "string" && tool.trim() !== "") return [callOf(tool, value)];
  if (isObject(tool)) return callsIn({ ...without(value, TOOL_KEYS), ...tool }, isTool);
  return keyed(value, isTool);
}

/** A call whose tool is known from elsewhere: `given` are its arguments, or an envelope around them. */
export function callNamed(tool: string, given: Loose): Call {
  if (!isObject(given) || pick(given, ARGUMENT_KEYS) !== undefined) {
    return callOf(tool, isObject(given) ? given : { args: given });
  }
  const own = Object.entries(given).filter(([key]) => RESULT_KEYS.includes(key));
  return callOf(tool, { ...Object.fromEntries(own), args: without(given, RESULT_KEYS) });
}

function callOf(tool: string, envelope: LooseObject): Call {
  const as = pick(envelope, RESULT_KEYS);
  const thought = pick(envelope, THOUGHT_KEYS);
  const given = ARGUMENT_KEYS.filter((key) => Object.hasOwn(envelope, key)).map((key) =>
    parsed(envelope[key] as Loose),
  );
  const objects = given.filter(isObject);
  const rest = without(envelope, [...OWN_KEYS, ...ARGUMENT_KEYS]);
  return {
    tool: tool.trim(),
    args: given.flatMap((value) => (isObject(value) || value === null ? [] : value)),
    named: Object.assign(given.length === 0 || Object.hasOwn(rest, "options") ? rest : {}, ...objects),
    as: typeof as === "string" && as.trim() !== "" ? as.trim() : null,
    thought: typeof thought === "string" ? thought : "",
  };
}

/** `{ "tools.SAM3.findObject": { … } }`, and the answer alone. */
function keyed(value: LooseObject, isTool: (name: string) => boolean): Call[] {
  const entries = Object.entries(without(value, OWN_KEYS));
  const [entry] = entries;
  if (!entry || entries.length > 1) return [];
  const [key, given] = entry;
  if (/^(?:final_?)?answer$/i.test(key)) return [callOf("ReturnAnswer", { ...value, args: [given] })];
  if (!isTool(key) || typeof given !== "object" || given === null) return [];
  return [callOf(key, { ...without(value, [key]), args: given })];
}

/** Arguments may come as a text that holds them. */
function parsed(given: Loose): Loose {
  if (typeof given !== "string" || !/^\s*[{[]/.test(given)) return given;
  const [only, more] = readValues(given);
  return only && !more && only.end === given.trimEnd().length ? only.value : given;
}

function pick(value: LooseObject, keys: readonly string[]): Loose | undefined {
  return keys.filter((key) => Object.hasOwn(value, key)).map((key) => value[key])[0];
}

function without(value: LooseObject, keys: readonly string[]): LooseObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}
