import { ATTRIBUTES, DETERMINERS, words } from "../lexicon.ts";
import { endOfName, indexOfNoun, LONGEST_NAME, type Phrased } from "../nouns.ts";
import { isHousehold } from "./household.ts";

/** What an article may stand before without naming an object, and verbs that end a name. */
const ABSTRACT = words(
  "course moment instant purpose sake task order sense case matter term terms guess interest way ways aim goal job check",
  "somebody onlooker visitor guest filmer filmmaker owner client colleague friend engineer shooter photographer cameraman",
  "inventory report survey list listing plan planning project thesis paper blog benchmark dataset test exam quiz exercise",
  "reading estimate measurement magnitude distance gap stretch string line rope ruler bit lot pick vote verdict winner",
  "beginning end finish start whole half remainder course duration entirety length run outset arrival",
  "floor ground ceiling base tip top bottom edge border rim outline boundary contour surface silhouette footprint",
  "cuboid boundingbox closeness proximity vicinity neighbourhood neighborhood standpoint spot vantage eyes spots places gaze nose body head",
  "nearest-neighbour direction clock bearing eye naked stature rise rises rising towers tower protrudes spans occupying fills filling",
  "would-be given takes rests resting rest remains stay stays keep keeps seem seems seemed look placing putting picking choosing",
  "counting adding ending starting beginning finishing filming shooting recording capturing photographing holding operating carrying",
  "whichever whatever whoever wherever somewhere anywhere everywhere standalone apart altogether please thus hence therefore",
  "filmed filming captured shot pressed clicked snapped recorded come comes came coming sees saw seeing observe discern encounter",
  "gazes glances peers peering glancing stares watching watches directed aimed aims aiming points pointing oriented orients",
  "identified spotted film detected noticed discerned distinguished recognised recognized encountered own owns",
  "measures covers reaches occupies stretches extends separates separating dividing divides lying sitting pole metric unit metre",
);
/** Abstract words that make one name with the object behind them: "the floor lamp". */
const MODIFIERS = words("floor ground ceiling base edge body head eye pole test exercise half");
const JOINT = /<\d+> (?:, )?(?:or|and|,|\/|vs|versus|nor)(?: either)?$/;
/** "…, meaning the longer side": no item of a list. */
const LOOSE = /(?:ing|ly)$/;
/** Where only an object can follow, even without an article. */
const SLOT =
  /(?:^| )(?:between|than|beside|facing|towards?|near|nearest|nearest to|closest to|next to|looking at|how (?:tall|wide|high|deep|long) (?:is|are))$/;
const COUNTED =
  /(?:^| )(?:how many|number of|counts?(?: up)?(?: of)?|counting|enumerate|quantity of|amount of|tally(?: up)?(?: of)?|total of)(?: (?:the|all|of|different|distinct|individual|separate|unique|total|visible|single|every|each|these|those|any|actual|exact|overall))*(?: (?:objects?|items|instances|pieces|examples) of)?$/;

/**
 * Finds the names of objects by where they stand: behind an article, in a slot that only an object can fill, in a list
 * of objects, or a common indoor object. Other unknown words become `~`: they are tolerated, not understood.
 */
export function markObjects(text: string, isKnown: (word: string) => boolean): Phrased | null {
  const known = (word: string) => ABSTRACT.has(word) || isKnown(word);
  const tokens = text.split(" ").filter((token) => token !== "");
  const nouns: string[] = [];
  const out: string[] = [];
  for (let i = 0; i < tokens.length; ) {
    const end = endOfName(tokens, i, known);
    if (end === i) {
      out.push(tokens[i++] ?? "");
      continue;
    }
    const modified = MODIFIERS.has(tokens[i - 1] ?? "");
    const start = modified ? i - 1 : i;
    const name = tokens.slice(start, end);
    if (modified) out.pop();
    const before = out.join(" ");
    const placed =
      DETERMINERS.has(tokens[start - 1] ?? "") ||
      (JOINT.test(before) && !LOOSE.test(name[0] ?? "")) ||
      SLOT.test(before) ||
      COUNTED.test(before);
    if (placed || isHousehold(name.join(" "))) {
      if (!isName(name)) return null;
      out.push(`<${indexOfNoun(nouns, name.join(" "))}>`);
    } else out.push("~");
    i = end;
  }
  return { text: out.join(" "), nouns };
}

function isName(name: readonly string[]): boolean {
  return (
    name.length <= LONGEST_NAME &&
    name.every((word) => /^\p{L}[\p{L}&]*$/u.test(word)) &&
    !name.every((word) => ATTRIBUTES.has(word))
  );
}
