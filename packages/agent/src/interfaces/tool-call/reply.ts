import type { ChatReply } from "../../chat/types.ts";
import { MAX_REPLY_CHARS } from "../fenced.ts";
import { type Call, callNamed, callsIn } from "./envelope.ts";
import { isObject, type Loose, readValues } from "./loose-json.ts";
import { CallProblem } from "./problem.ts";

/** The calls of a reply in the order in which they were written, and what was said around them. */
export interface CallReply {
  readonly thought: string;
  readonly calls: readonly Call[];
}

/** Of `call` and of any function of the API that the endpoint may have read as one of its own. */
export const GENERIC_TOOL = "call";

const FENCE_LINE = /^[ \t]*(?:`{3,}|~{3,})[^\n]*$/gm;
const CODE = /^[ \t]*(?:`{3,}|~{3,})[ \t]*(?:ts|typescript|js|javascript|python|py)\b|\btools\.\w+\.\w+\(/im;

/**
 * Reads calls that the endpoint parsed, else those in the text; the same call said twice counts once.
 * Throws CallProblem when there is none.
 */
export function readReply(reply: ChatReply, isTool: (name: string) => boolean): CallReply {
  const { text, toolCalls, finish } = reply;
  if (text.length > MAX_REPLY_CHARS)
    throw new CallProblem(
      `it is ${Math.round(text.length / 1024)} kB long, more than any call needs; write a short one.`,
    );
  if (finish === "length") throw new CallProblem("it was cut off before its end; write less around the call.");
  const native = toolCalls.flatMap((call) => nativeCalls(call.name, call.arguments, isTool));
  if (native.length > 0) return { thought: thoughtOf(text.trim(), native), calls: distinct(native) };
  if (text.trim() === "")
    throw new CallProblem(toolCalls.length > 0 ? "its call has no readable arguments." : "it was empty.");
  const found = readValues(text).map(({ value, start }) => ({ start, calls: callsIn(value, isTool) }));
  const calls = found.flatMap((value) => value.calls);
  if (calls.length === 0) throw new CallProblem(noCall(text, found.length > 0));
  const first = found.find((value) => value.calls.length > 0)?.start ?? text.length;
  return { thought: thoughtOf(text.slice(0, first).replace(FENCE_LINE, "").trim(), calls), calls: distinct(calls) };
}

function nativeCalls(name: string, args: string, isTool: (name: string) => boolean): Call[] {
  const given: Loose | undefined = args.trim() === "" ? {} : readValues(args)[0]?.value;
  if (given === undefined) return [];
  const enveloped = callsIn(given, isTool);
  if (name.replace(/^functions?\./, "") === GENERIC_TOOL) return enveloped;
  return enveloped.length > 0 && !isTool(name) ? enveloped : [callNamed(name, given)];
}

function distinct(calls: readonly Call[]): Call[] {
  const seen = new Map(calls.map((call) => [JSON.stringify([call.tool, call.args, call.named, call.as]), call]));
  return [...seen.values()];
}

function thoughtOf(text: string, calls: readonly Call[]): string {
  return [text, ...calls.map((call) => call.thought)].filter((part) => part !== "").join("\n");
}

function noCall(text: string, holdsJson: boolean): string {
  if (CODE.test(text)) return "it holds a program; here a tool is called by one JSON object, and no code is run.";
  if (holdsJson) return 'its JSON names no tool; a call has the keys "tool", "args" and "as".';
  return /[{[]/.test(text) ? "its JSON cannot be read." : "it holds no call.";
}

/**
 * The one call that is run: the last, as a draft is followed by what is meant; but where that one needs the result of
 * another call in the same reply, the other.
 */
export function chosen(calls: readonly Call[]): Call {
  let choice = calls.at(-1) as Call;
  for (const call of calls.slice(0, -1).reverse()) if (call.as !== null && refersTo(choice, call.as)) choice = call;
  return choice;
}

function refersTo(call: Call, name: string): boolean {
  const bare = name.replace(/^\$/, "");
  const inText = (text: string) => /^\$\{?\s*(\w+)/.exec(text)?.[1] === bare;
  const within = (value: Loose): boolean => {
    if (typeof value === "string") return inText(value);
    if (Array.isArray(value)) return value.some(within);
    return isObject(value) && Object.values(value).some(within);
  };
  return inText(`$${call.tool.replace(/^\$/, "")}`) || within(call.args) || within(call.named);
}
