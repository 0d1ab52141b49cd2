const IRREGULAR: Readonly<Record<string, string>> = {
  people: "person",
  men: "man",
  women: "woman",
  children: "child",
  feet: "foot",
  mice: "mouse",
  potatoes: "potato",
  tomatoes: "tomato",
  canvases: "canvas",
  lenses: "lens",
};
/** Singular although they end in s. */
const UNCHANGED: ReadonlySet<string> = new Set(["gas", "lens", "canvas"]);

/** Of an English noun, as well as rules can: both sides of a comparison go through it. */
export function singular(word: string): string {
  const irregular = Object.hasOwn(IRREGULAR, word) ? IRREGULAR[word] : undefined;
  if (irregular) return irregular;
  if (word.length <= 2 || UNCHANGED.has(word) || /(?:ss|us|is)$/.test(word)) return word;
  if (/(?:shel|wol|hal|lea|loa)ves$/.test(word)) return word.replace(/ves$/, "f");
  if (/(?:kni|wi|li)ves$/.test(word)) return word.replace(/ves$/, "fe");
  if (/[^aeiou]ies$/.test(word)) return word.replace(/ies$/, "y");
  if (/(?:ch|sh|x|ss|zz|us)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith("s") ? word.slice(0, -1) : word;
}
