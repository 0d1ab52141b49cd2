import type { Facts, Meta, ReferenceProtocol } from "../benchmark/types.ts";
import { bothSides, equal } from "./judges.ts";

/**
 * How most benchmarks of letters are scored: the summary compares the extraction with the answer in capitals, the
 * score of a reply puts the answer through the extractor too.
 */
export function letterProtocol<M extends Meta>(
  extract: (reply: string, sample: Facts<M>) => string,
): ReferenceProtocol<M> {
  return { extract, judge: equal<M>(extract, { blankMayMatch: true }), perSample: bothSides<M>(extract) };
}
