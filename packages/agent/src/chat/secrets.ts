/** Takes secrets out of texts. */
export interface Redactor {
  /** The known secrets only, and of them the unmistakable: for what a model says, which may look like anything. */
  known(text: string): string;
  /** Whatever looks like one as well: for errors and notices, which quote what servers say. */
  all(text: string): string;
}

/** What keys look like, known or not. */
const LOOKS: readonly (readonly [RegExp, string])[] = [
  [/\/\/[^\s/?#@]*@/g, "//***@"],
  [/([?&][^=&#\s]*(?:key|token|secret|sig|password)[^=&#\s]*=)[^&#\s"']+/gi, "$1***"],
  [/\b(Bearer|Basic)\s+[\w.~+/=*-]{4,}/gi, "$1 ***"],
  [/\bsk-[\w*-]{6,}/g, "sk-***"],
];

/** Shorter ones are placeholders (`none`, `x`), and would be found inside of words. */
const SHORTEST = 4;
const SHORTEST_INSIDE_WORDS = 8;
/** A program may well hold a word that somebody took for a key. */
const SHORTEST_IN_REPLIES = 12;

export function createRedactor(secrets: Iterable<string | null | undefined>): Redactor {
  const found = [...secrets].flatMap((secret) => (secret ? [secret, encodeURIComponent(secret)] : []));
  // Longest first: one may contain another.
  const all = [...new Set(found)].filter(({ length }) => length >= SHORTEST).sort((a, b) => b.length - a.length);
  const inWords = all.filter(({ length }) => length >= SHORTEST_INSIDE_WORDS);
  const inReplies = all.filter(({ length }) => length >= SHORTEST_IN_REPLIES);
  const asWords = all
    .filter(({ length }) => length < SHORTEST_INSIDE_WORDS)
    .map((secret) => [new RegExp(`(?<!\\w)${escaped(secret)}(?!\\w)`, "g"), "***"] as const);
  const hidden = (text: string, secrets: readonly string[]): string =>
    secrets.reduce((rest, secret) => rest.replaceAll(secret, "***"), text);
  return {
    known: (text) => hidden(text, inReplies),
    all: (text) =>
      [...asWords, ...LOOKS].reduce((rest, [look, instead]) => rest.replace(look, instead), hidden(text, inWords)),
  };
}

/** An address as it may be shown: without user, password and query. */
export function publicUrl(address: string): string {
  if (!URL.canParse(address)) return createRedactor([]).all(address);
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${pathname}`.replace(/\/+$/, "");
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
