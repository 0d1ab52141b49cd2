import type { Sentence } from "./text.ts";

const OPENING =
  /^(?:(?:hi|hello|hey|ok|okay|so|well|and|now) )?(?:i|we|you|this|these|here|my|our|it is|imagine you are|a|an|the (?:robot|video|camera|images|pictures|photos|footage|scan|clip|recording|following|data|goal|task)|for|to|in order|as (?:a|an|part|i|we)|because|since|so|given|based|thanks|thank|there (?:is|are)|being|hi|hello|hey|question|task|quick question|one more thing|next|also|now|okay|ok|suppose (?:a|you are a)|during|from (?:a|an))\b/;
const TRAILING =
  /^(?:because|since|so that|so (?:i|we|that)|as (?:i|we)|for (?:my|our|a)|thanks|thank|please|to (?:plan|see|know|check|decide|make))\b/;
/** What may not be left out: it asks, it places somebody, or it sets a condition. */
const TELLING =
  /\b(?:how|what|which|where|distance|far|apart|gap|tall|taller|tallest|high|height|wide|width|long|length|closest|closer|nearest|nearer|facing|face|faces|looking at|standing|stand|stands|left|right|behind|in front|number|count|between|among|if|except|excluding|without|not|no|only|ignore|ignoring|other|instead|assume|assuming|unless|when|suppose)\b|\?|@frame/;
/** Verbs after which an object is no longer where the pictures show it. */
const CHANGING =
  /\b(?:mov|push|pull|remov|shift|rotat|turn|open|clos|put|add|swap|replac|rais|lower|slid|flip|fold|stack|cut|tak|drag|lift)\w*/;

/** Leaves out sentences, and clauses at the start or end of one, that set the scene and ask nothing. */
export function withoutContext(sentences: readonly Sentence[], isKnown: (word: string) => boolean): Sentence[] {
  const parts = sentences.map(({ clauses }) => ({ clauses: clauses.map(afterColon) }));
  const kept = parts.filter(({ clauses }) => !isContext(clauses.join(" , ")));
  const trimmed = kept.map(({ clauses }) => ({ clauses: trimClauses(clauses) }));
  const left = trimmed.flatMap(({ clauses }) => clauses);
  const asked = new Set(left.join(" ").split(" "));
  const dropped = sentences.flatMap(({ clauses }) => clauses).filter((clause) => !left.includes(clause));
  const changes = dropped.some(
    (clause) => CHANGING.test(clause) && clause.split(" ").some((word) => !isKnown(word) && asked.has(word)),
  );
  return changes ? [...sentences] : trimmed;
}

function trimClauses(clauses: readonly string[]): string[] {
  let start = 0;
  let end = clauses.length;
  while (start < end - 1 && isContext(clauses[start] ?? "")) start++;
  while (end - 1 > start && TRAILING.test(clauses[end - 1] ?? "") && !TELLING.test(clauses[end - 1] ?? "")) end--;
  return clauses.slice(start, end);
}

/** "I need to plan a route : how far is …" */
function afterColon(clause: string): string {
  const at = clause.indexOf(" : ");
  return at > 0 && isContext(clause.slice(0, at)) ? clause.slice(at + 3) : clause;
}

function isContext(text: string): boolean {
  return OPENING.test(text) && !TELLING.test(text);
}
