import { strip } from "../python/text.ts";
import { asWritten, extractor } from "./extractor.ts";
import { boxed, onlyLetter, pattern, whenBlank } from "./steps.ts";

/**
 * The reference's extractor for letters where a benchmark has none of its own. It knows no word boundaries: "Answer: B"
 * is R, "The object is red." is D.
 */
export const genericLetter = extractor({
  prepare: asWritten,
  steps: [whenBlank(""), boxed("A-Z"), pattern("\\(?([A-Za-z])\\)?[.:)]"), onlyLetter("A-Z")],
  otherwise: strip,
});
