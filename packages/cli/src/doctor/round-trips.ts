import type { ChatModel, ChatPart, ChatReply, ChatRequest, ToolDefinition } from "@spatialclaw/agent";
import { oneLine } from "../exit.ts";
import { twoColours } from "./picture.ts";
import { type Check, fail, ok, skipped, warn } from "./types.ts";

const DEADLINE_MS = 60_000;
const MOST_QUOTED = 80;

/** A word there and a word back. */
export async function textTrip(model: ChatModel, name: string): Promise<Check> {
  const trip = await send(model, [{ type: "text", text: "Reply with the single word: ready" }]);
  if (trip.failure !== null) return unreachable(name, trip.failure);
  const { reply, details } = trip;
  if (reply.text.trim() !== "") return ok(name, told(model, trip), details);
  return warn(
    name,
    `${model.name} sent an empty reply`,
    "give the reply more room: a model that thinks may spend it all on thinking",
    details,
  );
}

/** Whether the model sees what is sent to it. */
export async function imageTrip(model: ChatModel, name: string): Promise<Check> {
  if (!model.seesPictures) return skipped(name, `${model.name} takes no pictures, as its model file says`);
  const { left, right, image } = await twoColours();
  const question =
    "Which colour is the left half of this picture, which the right half? Reply with the two words only.";
  const trip = await send(model, [
    { type: "text", text: question },
    { type: "image", label: "two halves", image },
  ]);
  const another = "choose a model that takes pictures, and see that its server passes them on";
  if (trip.failure !== null) return fail(name, trip.failure, another);
  const said = trip.reply.text.toLowerCase();
  const seen = said.includes(left) && said.indexOf(left) < said.lastIndexOf(right);
  const details = { ...trip.details, left, right, said: quoted(trip.reply.text) };
  if (seen) return ok(name, `${model.name} saw ${left} and ${right}; ${told(model, trip)}`, details);
  return warn(name, `shown ${left} and ${right}, ${model.name} said ${quoted(trip.reply.text)}`, another, details);
}

const TOOL: ToolDefinition = {
  name: "report_length",
  description: "Reports a length.",
  parameters: {
    type: "object",
    properties: { metres: { type: "number" } },
    required: ["metres"],
    additionalProperties: false,
  },
};

/** Whether the endpoint calls tools itself. `without` makes the check of one that does not. */
export async function toolTrip(model: ChatModel, name: string, without: typeof warn): Promise<Check> {
  const advice = "nothing need be done: the interface tool-call then reads calls from the text of the reply";
  const question = "Call the tool report_length with a length of two metres.";
  const trip = await send(model, [{ type: "text", text: question }], { tools: [TOOL] });
  if (trip.failure !== null) return without(name, `the endpoint takes no tools: ${trip.failure}`, advice);
  const called = trip.reply.toolCalls.some((call) => call.name === TOOL.name);
  const details = { ...trip.details, called };
  if (called) return ok(name, `the endpoint calls tools itself; ${told(model, trip)}`, details);
  return without(
    name,
    "the endpoint calls no tools itself; only the interface tool-call would use that",
    advice,
    details,
  );
}

type Trip =
  | { readonly failure: string }
  | { readonly failure: null; readonly reply: ChatReply; readonly ms: number; readonly details: Check["details"] };

type Arrived = Extract<Trip, { failure: null }>;

async function send(model: ChatModel, parts: readonly ChatPart[], more: Partial<ChatRequest> = {}): Promise<Trip> {
  const started = performance.now();
  const signal = AbortSignal.timeout(DEADLINE_MS);
  try {
    const reply = await model.complete({ role: "main", messages: [{ role: "user", parts }], signal, ...more });
    const ms = Math.round(performance.now() - started);
    const { usage, server, notices } = reply;
    return { failure: null, reply, ms, details: { model: server?.model ?? model.name, ms, usage, server, notices } };
  } catch (error) {
    if (signal.aborted) return { failure: `${model.name} did not reply within ${DEADLINE_MS / 1000} s` };
    return { failure: oneLine(error) };
  }
}

function told(model: ChatModel, { reply, ms }: Arrived): string {
  const { inputTokens, outputTokens } = reply.usage;
  return `${reply.server?.model ?? model.name} replied in ${ms} ms, ${inputTokens} + ${outputTokens} tokens`;
}

function unreachable(name: string, failure: string): Check {
  const way = /\b(?:401|403)\b/.test(failure)
    ? "check OPENAI_API_KEY, or endpoint.key of a configuration file"
    : "see that the server runs, and that OPENAI_BASE_URL (with its /v1) and --model name what it serves";
  return fail(name, failure, way);
}

function quoted(text: string): string {
  const line = oneLine(text);
  return JSON.stringify(line.length > MOST_QUOTED ? `${line.slice(0, MOST_QUOTED)}…` : line);
}
