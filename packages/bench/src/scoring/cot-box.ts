import { first, python } from "../python/pattern.ts";
import { strip } from "../python/text.ts";

/** Up to the last brace of the whole text, line feeds included. */
const BOX = python("\\\\boxed\\{(.*)\\}", "s");

/** What the reference scores of a reply that reasons first: what stands in the box, else the reply. */
export function boxedReply(reply: string): string {
  const inside = first(BOX, reply);
  return inside === null ? reply : strip(inside);
}
