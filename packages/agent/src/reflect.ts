/** What a second look at an answer said. */
export interface Verdict {
  readonly accepted: boolean;
  /** In the words of the model; of a rejection, the reason alone. */
  readonly text: string;
}

/** Reads `ACCEPT` or `REJECT: why`, wherever it stands. What names neither accepts: a gate must not block by its form. */
export function readVerdict(reply: string): Verdict {
  const text = reply.trim();
  const rejected = /\bREJECT(?:ED)?\b[*_`]*\s*[:.,–—-]?\s*([\s\S]*)/.exec(text);
  const accepted = /\bACCEPT(?:ED)?\b/.exec(text);
  if (!rejected || (accepted && accepted.index > rejected.index)) return { accepted: true, text };
  const reason = rejected[1]?.trim();
  return { accepted: false, text: reason ? reason.slice(0, 1000) : "no reason was given" };
}
