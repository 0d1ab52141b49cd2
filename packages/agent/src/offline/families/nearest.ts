import { enumerate, findCell, measureCell, wordAnswer } from "../cells.ts";
import type { Option } from "../choices.ts";
import { guessNearest } from "../cues/choosing.ts";
import { defineFamily } from "../family.ts";
import { words } from "../lexicon.ts";
import { variableNames } from "../naming.ts";
import type { Reading } from "../reading.ts";
import { says } from "../text.ts";
import { NOUN_LIST, nounAt } from "./common.ts";

export interface NearestIntent {
  readonly anchor: string;
  readonly candidates: readonly string[];
  readonly rank: "nearest" | "farthest";
  readonly from: "closest points" | "centres";
  readonly options: readonly Option<string>[] | null;
}

const NEAR =
  "nearest|nearer|closest|closer|near|close|(?:least|minimal|minimum|shortest|smallest|shorter|smaller|less) (?:distance|gap|separation|clearance|far|distant)|least distant|least far|less far|shortest way|distance .*(?:is|are) (?:the )?(?:smallest|shortest|least|minimal|smaller|shorter|lowest)";
const FAR =
  "farthest|furthest|farther|further|most distant|most remote|(?:largest|greatest|longest|maximum|bigger|greater|larger|longer) (?:distance|gap|separation|clearance)|most far away|far";
const RELATION = `(?:${NEAR}|${FAR})`;
const BRIDGE =
  "(?: (?:object|objects|item|thing|piece|furniture|one|of|neighbou?r|distance|gap|separation|clearance|away|located|placed|positioned|standing|situated|sits?|lies?|,))*";
const CENTRES = "cent(?:er|re)s?|middles?|centroids?|midpoints?";

/** "measuring from the closest point of each object" ranks nothing. */
const MEASURED_FROM =
  /(?:from|between|at|using|by)?(?: the| their)* (?:closest|nearest) (?:points?|surfaces?|edges?)(?: of (?:each|both|the|these|their|every)(?: (?:object|objects|item|items|thing))?)?/g;
/** What makes it another question: "the next nearest", "which would you reach first", "when …". */
const CONDITION =
  "others?(?<! than (?:the|all) others?)|rest(?<! than the rest)|if(?! (?:i|you|one|we) (?:am|are|were|was|stand|stood)\\b)|when|next|reach|walk|up|down|go|going";

interface Roles {
  readonly anchor: string;
  readonly candidates: readonly string[];
}

/** "is the lamp closer to the sofa or to the table": the lamp is what distances are measured from. */
const REVERSED = new RegExp(
  `<(\\d+)>${BRIDGE} (?:the )?${RELATION}${BRIDGE} (?:to|from) (?:the )?<(\\d+)> (?:, )?(?:or|and|,) (?:(?:to|from) )?(?:the )?<`,
);
const LAST_OBJECT = new RegExp(
  `(?:is|are|lies|sits|stands|was|be|does|do) (?:the |a )?<(\\d+)>${BRIDGE} (?:the )?${RELATION}(?: (?:to|from))?(?: |$)(?!(?:the |a )?<)`,
);
const USUAL = new RegExp(`${RELATION}${BRIDGE} (?:to|from|of)?(?: ?(?:the|a|this|that))* ?<(\\d+)>(?! (?:or|and) )`);
/** "Starting from the door, which is nearest", "if I stand at the door, which is nearest to me" */
const STARTING =
  /^(?:(?:starting|measured|measuring|seen|viewed|going|counted|looking) )?(?:from|relative to|with respect to|standing (?:at|by|beside)) (?:the |a )?<(\d+)> [,;]|\b(?:stand|stood|standing|am|are) (?:at|by|next to|beside) (?:the )?<(\d+)>.* (?:to|from) (?:me|you)\b/;
const ASKED_LAST = new RegExp(`^(?:the )?<(\\d+)> (?:is|lies|stands) (?:the )?${RELATION} (?:to|from) (?:which|what)`);
const FROM = /(?:distance|gap|separation) (?:to|from) (?:the |a )?<(\d+)>/;

function rolesOf({ text, nouns, choices }: Reading): Roles | null {
  if (choices.kind === "nouns") {
    const candidates = choices.options.map((option) => option.value);
    const others = nouns.filter((noun) => !candidates.includes(noun));
    const named = nouns.filter((noun) => candidates.includes(noun));
    const complete = named.length === 0 || named.length === candidates.length;
    return others.length === 1 && others[0] && complete ? { anchor: others[0], candidates } : null;
  }
  if (choices.kind !== "none" || nouns.length < 3) return null;
  for (const pattern of [STARTING, ASKED_LAST, REVERSED, LAST_OBJECT, USUAL, FROM]) {
    const groups = pattern.exec(text)?.slice(1) ?? [];
    const anchor = nounAt(nouns, groups.find(Boolean));
    if (anchor) return { anchor, candidates: nouns.filter((noun) => noun !== anchor) };
  }
  return null;
}

/** Candidates must be a plain list, so that "the lamp on the desk" is not taken for two of them. */
function listsPlainly(text: string, nouns: readonly string[], anchor: string): boolean {
  const index = nouns.indexOf(anchor);
  const lists = text.replaceAll(`<${index}>`, "@").match(new RegExp(NOUN_LIST, "g")) ?? [];
  return lists.length === 1;
}

export const nearest = defineFamily<NearestIntent>({
  name: "nearest",
  vocabulary: words(
    "nearest nearer closest closer near close least distant distance minimal minimum shortest smallest shorter smaller less",
    "farthest furthest farther further most remote largest greatest longest maximum bigger greater larger longer far away among",
    "amongst out center centre centers centres middle middles centroid centroids point points surface surfaces two three four",
    "where who neighbor neighbour pick has comes come way candidates candidate listed list named mentioned versus vs each their per edge",
    "edges else how compare compared comparing rank next if these when proximity up down off lie",
    "others other rest distances go going reach walk starting gap separation clearance beside looking look if relative lowest whose nearby",
  ),
  read(reading) {
    const { text, nouns, frames } = reading;
    if (frames.length > 0 || says(text, CONDITION)) return null;
    if (!says(text, "which|what|or|nearest|closest|farthest|furthest|who")) return null;
    const measured = text.replaceAll(MEASURED_FROM, " ").replace(/\s+/g, " ");
    const roles = rolesOf({ ...reading, text: measured });
    if (!roles || roles.candidates.length < 2) return null;
    if (reading.choices.kind === "none" && !listsPlainly(text, nouns, roles.anchor)) return null;
    const isFar = says(measured.replaceAll(/(?:how|least|less) far/g, " "), FAR);
    if (isFar === says(measured, NEAR)) return null;
    return {
      ...roles,
      rank: isFar ? "farthest" : "nearest",
      from: says(text, CENTRES) ? "centres" : "closest points",
      options: reading.choices.kind === "nouns" ? reading.choices.options : null,
    };
  },
  guess: guessNearest,
  plan: ({ anchor, candidates, rank, from }) => [
    `The rules read this as: which of ${enumerate(candidates)} is ${rank} to the ${anchor}, measured between the ${from}.`,
    "Find all of them and show their masks.",
    "Reconstruct all frames, measure each distance and rank them.",
  ],
  cells({ anchor, candidates, rank, from, options }) {
    const [name = "anchor"] = variableNames([anchor]);
    const best = rank === "nearest" ? "<" : ">";
    const distance =
      from === "closest points"
        ? `  const closest = tools.Geometry.closest(points, ${name}Points);
  if (!closest) throw new Error(\`no measured points on the \${label}\`);
  return { label, distance: closest.distance };`
        : `  return { label, distance: tools.Geometry.distance(points.obb().center, ${name}Points.obb().center) };`;
    const code = `const [${name}, ...candidates] = found;
if (!${name}) throw new Error("the ${anchor} was not found");
const ${name}Points = ${name}.seg.points(recon);
const distances = candidates.map((candidate) => {
  if (!candidate) throw new Error("a candidate was not found");
  const { label } = candidate;
  const points = candidate.seg.points(recon);
${distance}
});
print("distances to the ${anchor}, m:", distances);
const ${rank} = distances.reduce((best, other) => (other.distance ${best} best.distance ? other : best)).label;`;
    return [
      findCell([anchor, ...candidates]),
      measureCell(`I reconstruct the scene and measure from the ${anchor} to ${enumerate(candidates)}.`, code),
      wordAnswer(rank, options),
    ];
  },
});
