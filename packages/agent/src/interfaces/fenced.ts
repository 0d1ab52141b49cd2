/** A reply as prose and one program. */
export interface FencedReply {
  /** What the model said around its code. */
  readonly thought: string;
  readonly cell: string | null;
  /** Why there is no cell; one sentence for the model. */
  readonly problem: string | null;
}

/** A longer reply is not read: nobody writes such a cell on purpose. */
export const MAX_REPLY_CHARS = 256 * 1024;

const FENCE = /^[ \t]*(`{3,}|~{3,})[ \t]*([\w+-]*)[^\n]*\n([\s\S]*?)(?:^[ \t]*\1[ \t]*$|$(?![\s\S]))/gm;
const CODE_TAGS = new Set(["", "ts", "typescript", "js", "javascript", "tsx", "mts"]);
const THINKING = /<(think|thinking|reasoning)>[\s\S]*?(?:<\/\1>|$)/gi;
/** Escape sequences of terminals, and what else no program holds. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const CONTROL = /\u001b\[[0-9;?]*[ -/]*[@-~]|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
const DIFF = /^(?:@@ .*@@|\+\+\+ |--- )/m;

/** Reads a reply generously: thinking is dropped, the last fenced block of code wins, its tag may be missing. */
export function readFenced(text: string, cutOff: boolean): FencedReply {
  if (text.length > MAX_REPLY_CHARS) {
    const size = `${Math.round(text.length / 1024)} kB`;
    return nothing(text.slice(0, 200), `it is ${size} long, more than any cell needs; write a short one.`);
  }
  const visible = text.replace(THINKING, "").replace(CONTROL, "").trim();
  const blocks = [...visible.matchAll(FENCE)];
  const last = blocks.filter((block) => CODE_TAGS.has(tagOf(block))).at(-1);
  const thought = (last ? visible.slice(0, last.index) : visible).replace(FENCE, "").trim();
  if (cutOff) return nothing(thought, "it was cut off before its end; write a shorter cell.");
  if (visible === "") return nothing("", "it was empty.");
  if (!last) return nothing(thought, noCode(blocks.map(tagOf), visible));
  const cell = (last[3] as string).trimEnd();
  if (cell.trim() === "") return nothing(thought, "its fenced block is empty.");
  if (DIFF.test(cell)) return nothing(thought, "it holds a diff; send the whole cell as it should be.");
  if (isJson(cell)) return nothing(thought, "its fenced block holds JSON; a cell is TypeScript that calls the tools.");
  return { thought, cell, problem: null };
}

function nothing(thought: string, problem: string): FencedReply {
  return { thought, cell: null, problem };
}

function tagOf(block: RegExpExecArray): string {
  return (block[2] ?? "").toLowerCase();
}

function noCode(tags: readonly string[], visible: string): string {
  if (tags.includes("diff") || DIFF.test(visible)) return "it holds a diff; send the whole cell as it should be.";
  if (tags.includes("json") || isJson(visible)) return "it holds JSON; a cell is TypeScript that calls the tools.";
  const [tag] = tags;
  if (tag) return `its fenced block is marked ${tag}; cells are TypeScript.`;
  return "it holds no fenced block of TypeScript.";
}

/** An object or a list; a lone number or string is an expression like any other. */
function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
