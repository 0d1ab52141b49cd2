export interface ParsedReply {
  /** What the model said around its code. */
  readonly thought: string;
  readonly cell: string | null;
  /** Why there is no cell; one sentence for the model. */
  readonly problem: string | null;
}

const FENCE = /^[ \t]*(`{3,}|~{3,})[ \t]*([\w+-]*)[^\n]*\n([\s\S]*?)(?:^[ \t]*\1[ \t]*$|$(?![\s\S]))/gm;
const CODE_TAGS = new Set(["", "ts", "typescript", "js", "javascript", "tsx", "mts"]);
const THINKING = /<(think|thinking|reasoning)>[\s\S]*?(?:<\/\1>|$)/gi;

/** Reads a reply generously: thinking is dropped, the last fenced block of code wins, its tag may be missing. */
export function parseReply(text: string, cutOff: boolean): ParsedReply {
  const visible = text.replace(THINKING, "").trim();
  const blocks = [...visible.matchAll(FENCE)].filter((m) => CODE_TAGS.has((m[2] ?? "").toLowerCase()));
  const last = blocks.at(-1);
  const cell = last?.[3]?.trimEnd() ?? "";
  const thought = (last ? visible.slice(0, last.index) : visible).replace(FENCE, "").trim();
  if (cutOff) return { thought, cell: null, problem: "it was cut off before its end; write a shorter cell." };
  if (visible === "") return { thought, cell: null, problem: "it was empty." };
  if (!last) return { thought, cell: null, problem: "it holds no fenced block of TypeScript." };
  if (cell.trim() === "") return { thought, cell: null, problem: "its fenced block is empty." };
  return { thought, cell, problem: null };
}
