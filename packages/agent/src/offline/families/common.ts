import { says } from "../text.ts";

const ASKING =
  "guess|what|how|which|where|tell|give|find|estimate|measure|compute|calculate|determine|report|provide|state|name|say|let|work|figure|see";

/** A question that wants yes or no: it begins with a verb and asks for nothing else. */
export function asksYesOrNo(text: string): boolean {
  return /^(?:is|are|was|were|does|do|did|can|could|will|would|has|have|should)\b/.test(text) && !says(text, ASKING);
}

/** The number in a placeholder such as `<2>`. */
export function nounAt(nouns: readonly string[], index: string | undefined): string | null {
  return index === undefined ? null : (nouns[Number(index)] ?? null);
}

/** `<0> , <1> or <2>`: names joined by nothing but commas, "and", "or", "versus" and slashes. */
export const NOUN_LIST =
  "(?:(?:the |a |an |either |both |: )*<\\d+>(?: (?:,|or is|or to|or from|or|and|vs|versus|/|;|with))*(?: |$))+";
