/** A reply in two: what the model says, and what it thought before and between. */
export interface Spoken {
  readonly text: string;
  readonly reasoning: string | null;
}

/** Where thinking or code begins. Code is left alone: a cell may well hold a text with such a tag in it. */
const OPEN =
  /(?<fence>^[ \t]*(?:`{3,}|~{3,}))|<(?<tag>think|thinking|thought|reasoning)>|(?<gemma><\|channel>\s*thought\b)|(?<harmony><\|channel\|>\s*(?:analysis|commentary)\b[^<]*<\|message\|>)/gim;
const CLOSE_ALONE = /<\/(think|thinking|thought|reasoning)>|<channel\|>/i;
/** Left over around the answer where a server hands special tokens through. */
const MARKS = /<\|start\|>\s*assistant|<\|channel\|>\s*final\b|<\|(?:message|end|return)\|>|<\|?turn\|?>/g;

/**
 * Takes thinking out of a complete reply: pairs of tags, a tag that is never closed (the reply was cut off), and a
 * closing tag without an opening one (the server's template put that into the prompt). Linear in the reply's length.
 * @param separate What the server told apart itself.
 */
export function withoutThinking(said: string, separate: string): Spoken {
  const thoughts = [separate];
  const text = said.includes("<") ? visible(afterLoneClose(said, thoughts), thoughts) : said;
  const kept = thoughts.map((thought) => thought.trim()).filter((thought) => thought !== "");
  return { text: text.trim(), reasoning: kept.length === 0 ? null : kept.join("\n\n") };
}

/** `… </think> answer`: all before the tag was thought. */
function afterLoneClose(said: string, thoughts: string[]): string {
  const close = CLOSE_ALONE.exec(said);
  if (!close) return said;
  const before = said.slice(0, close.index);
  const open = close[1] === undefined ? /<\|channel>/ : new RegExp(`<${close[1]}>`, "i");
  if (open.test(before)) return said;
  thoughts.push(before);
  return said.slice(close.index + close[0].length);
}

function visible(said: string, thoughts: string[]): string {
  let text = "";
  let at = 0;
  const open = new RegExp(OPEN);
  for (let begin = open.exec(said); begin; begin = open.exec(said)) {
    text += withoutMarks(said.slice(at, begin.index));
    const inside = begin.index + begin[0].length;
    const close = endOf(begin);
    close.lastIndex = inside;
    const end = close.exec(said);
    const stop = end ? end.index : said.length;
    at = stop + (end?.[0].length ?? 0);
    if (begin.groups?.fence === undefined) thoughts.push(said.slice(inside, stop));
    else text += said.slice(begin.index, at);
    open.lastIndex = at;
  }
  return text + withoutMarks(said.slice(at));
}

/** What closes what was opened there. */
function endOf({ groups = {} }: RegExpExecArray): RegExp {
  if (groups.fence !== undefined) return new RegExp(`^[ \\t]*${groups.fence.trim()}[ \\t]*$`, "gm");
  if (groups.tag !== undefined) return new RegExp(`</${groups.tag}>`, "gi");
  return groups.gemma === undefined ? /<\|end\|>|(?=<\|start\|>)/g : /<channel\|>/g;
}

function withoutMarks(text: string): string {
  return text.includes("|") ? text.replace(MARKS, "") : text;
}
