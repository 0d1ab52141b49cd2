import type { ChatMessage, ChatModel, ChatReply, ChatRequest } from "../chat/types.ts";
import { plainReply } from "../chat/usage.ts";
import { MISSING, SEVERAL } from "./cells.ts";
import type { Cell, Task } from "./family.ts";
import { understand } from "./understand.ts";
import { readUnit, unitNamed } from "./units.ts";

const NOT_UNDERSTOOD =
  "This question is outside the built-in rules (distances, sizes, counts, nearest, left/right/front/behind, directions, " +
  "taller/bigger, camera movement). Connect a model: set OPENAI_BASE_URL, OPENAI_API_KEY and pass --model <name>.";
const CANNOT_SEE =
  "The offline model has rules only and cannot see pictures. Connect a model: set OPENAI_BASE_URL, OPENAI_API_KEY and pass --model <name>.";

/**
 * Plans and writes cells by rules for common families of questions, in the reply format of a language model.
 * Stateless: where a run stands is read from its messages. Declines what it does not fully understand.
 */
export function createOfflineModel(): ChatModel {
  return {
    name: "offline (rules, no language model)",
    seesPictures: false,
    async complete(request) {
      request.signal?.throwIfAborted();
      return reply(request);
    },
  };
}

function reply({ role, messages }: ChatRequest): ChatReply {
  if (role === "vlm" || role === "locate" || role === "judge") return declined(CANNOT_SEE);
  // Rules have no second thoughts.
  if (role === "reflect") return said("ACCEPT");
  const { question, wantedUnit, since } = lastQuestion(messages);
  const task = understandIn(question, wantedUnit);
  if (!task) return declined(NOT_UNDERSTOOD);
  return role === "planner"
    ? said(`No language model: built-in rules answer this.\n${task.plan}`)
    : nextCell(task, since);
}

/** What the caller wants counts as if the question had said so; a unit that the rules do not know is not guessed at. */
function understandIn(question: string, wantedUnit: string | null): Task | null {
  if (wantedUnit === null) return understand(question);
  const unit = unitNamed(wantedUnit);
  if (unit === null) return null;
  const named = readUnit(plainText(question)).unit;
  return named === unit ? understand(question) : understand(`${question} Answer in ${unit}.`);
}

function plainText(question: string): string {
  return question.toLowerCase().replace(/[^a-z0-9]+/g, " ");
}

const WANTED_UNIT = /^Wanted is a bare number in (\S+)\.$/m;
const QUESTION = /^# Question[ \t]*\n([\s\S]*?)(?=^# |$(?![\s\S]))/gm;

interface Asked {
  /** Under the last `# Question`, up to the next heading. */
  readonly question: string;
  /** Of the number that is wanted, where one is named. */
  readonly wantedUnit: string | null;
  /** The messages from there on. */
  readonly since: readonly ChatMessage[];
}

function lastQuestion(messages: readonly ChatMessage[]): Asked {
  const asked = (message: ChatMessage) =>
    message.role === "user" ? [...textOf(message).matchAll(QUESTION)].at(-1) : undefined;
  const at = messages.findLastIndex((message) => asked(message) !== undefined);
  const message = messages[at];
  const match = message && asked(message);
  return {
    question: match?.[1]?.trim() ?? "",
    wantedUnit: message && match ? (WANTED_UNIT.exec(textOf(message).slice(match.index))?.[1] ?? null) : null,
    since: messages.slice(at),
  };
}

/** Walks through the turns so far: a cell that failed is tried once more in its simpler form. */
function nextCell(task: Task, messages: readonly ChatMessage[]): ChatReply {
  let step = 0;
  let retrying = false;
  for (const text of feedbacks(messages)) {
    const problem = notFound(text);
    if (problem) return declined(problem);
    if (succeeded(text)) {
      step += 1;
      retrying = false;
    } else if (retrying || task.cells[step]?.simpler === null) {
      return declined(`The built-in rules ran into an error that they cannot mend: ${errorIn(text)}`);
    } else {
      retrying = true;
    }
  }
  const cell = task.cells[step];
  if (!cell) return declined("The built-in rules have run all their cells and none of them ended with an answer.");
  return said(render(cell, retrying));
}

function render({ purpose, code, simpler }: Cell, retrying: boolean): string {
  const lead = retrying ? "The last cell failed; I try a simpler form of it. " : "";
  return `${lead}${purpose}\n\n\`\`\`ts\n${retrying && simpler !== null ? simpler : code}\n\`\`\``;
}

/** What the user said after each reply of the assistant. */
function feedbacks(messages: readonly ChatMessage[]): string[] {
  return messages.flatMap((message, i) => {
    const answers = message.role === "user" && messages[i - 1]?.role === "assistant";
    return answers ? [textOf(message)] : [];
  });
}

const CELL = /^Cell \d+: (ok|error.*)$/m;

function succeeded(feedback: string): boolean {
  return CELL.exec(feedback)?.[1] === "ok";
}

/** The first line that says what went wrong. */
function errorIn(feedback: string): string {
  const [kind = "error", ...details] = feedback
    .slice(feedback.search(CELL))
    .split("\n")
    .map((line) => line.trim());
  const detail = details.find((line) => line !== "" && !line.startsWith("The cell did not run"));
  return `${kind.replace(/^Cell \d+: /, "")}${detail ? `: ${detail}` : ""}`;
}

/** Reads the lines that the first cell prints about objects that are not there, or more than once. */
function notFound(feedback: string): string | null {
  const missing = linesAfter(feedback, MISSING);
  if (missing.length > 0) return `The built-in rules could not find the ${missing.join(" and the ")} in the pictures.`;
  const [several] = linesAfter(feedback, SEVERAL);
  return several
    ? `The pictures show several objects that match, ${several}, and the question does not say which one.`
    : null;
}

function linesAfter(feedback: string, marker: string): string[] {
  return [...feedback.matchAll(new RegExp(`^${marker}: (.+)$`, "gm"))].map((match) => (match[1] ?? "").trim());
}

function textOf(message: ChatMessage): string {
  return message.parts.map((part) => (part.type === "text" ? part.text : "")).join("\n");
}

function said(text: string): ChatReply {
  return plainReply(text);
}

function declined(text: string): ChatReply {
  return plainReply(text, "declined");
}
