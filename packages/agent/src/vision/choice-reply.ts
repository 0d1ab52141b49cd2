/** The option that a reply means: its number, or its own words; null for none, or for more than one. */
export function readChoice(reply: string, options: readonly string[]): string | null {
  const text = reply.trim().replace(/^["'*`]+|["'*`.]+$/g, "");
  const exact = options.find((option) => same(option, text));
  if (exact !== undefined) return exact;
  const number = /^(?:option |answer:? ?)?\(?(\d+)\)?(?![\d.]*\d)/i.exec(text)?.[1];
  if (number !== undefined) return options[Number(number) - 1] ?? null;
  const named = options.filter((option) => ` ${plain(text)} `.includes(` ${plain(option)} `));
  return named.length === 1 ? (named[0] ?? null) : null;
}

/** Positions of the pictures whose label a reply names. `null` when it is neither a list of labels nor a clear none. */
export function readLabels(reply: string, labels: readonly string[]): number[] | null {
  const text = ` ${plain(reply)} `;
  const named = labels.flatMap((label, i) => (text.includes(` ${plain(label)} `) ? [i] : []));
  if (named.length > 0) return named;
  // Bare numbers, as in {"pictures": [3, 7]}, are the numbers in the labels.
  const bare = new Set(reply.match(/\d+/g)?.map(Number) ?? []);
  const numbered = labels.flatMap((label, i) => (bare.has(Number(/\d+/.exec(label)?.[0])) ? [i] : []));
  if (numbered.length > 0) return numbered;
  return /\[\s*\]|\bnone\b|\bno (?:picture|frame)/i.test(reply) ? [] : null;
}

function same(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

/** Lower-case words and numbers with single blanks between. */
function plain(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
}
