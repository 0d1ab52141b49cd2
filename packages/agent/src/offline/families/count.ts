import { MISSING, nearestOption } from "../cells.ts";
import type { Choices } from "../choices.ts";
import { isHousehold } from "../cues/household.ts";
import { guessCount } from "../cues/measures.ts";
import { type Cell, defineFamily } from "../family.ts";
import { ATTRIBUTES, words } from "../lexicon.ts";
import { singular } from "../nouns.ts";
import { says } from "../text.ts";

export interface CountIntent {
  readonly object: string;
  readonly choices: Choices;
}

const TRIGGER = "how many|number of|count|counts|quantity|tally|how large is the number|amount of|total of";

/** People may sit or stand; for things such a verb says only that they are there. */
const PERSON = /^(?:person|man|woman|child|kid|boy|girl|guest|worker|player)$/;

export const count = defineFamily<CountIntent>({
  name: "count",
  vocabulary: words(
    "many number count counts counted counting quantity tally amount total altogether all overall individual separate",
    "distinct different unique instance instances come comes up in together add view on appearing every each room spot",
    "look sum  present if identify detect detected see seeing exists across",
  ),
  read({ text, nouns, frames, choices }) {
    const [object] = nouns;
    if (!object || nouns.length !== 1 || frames.length > 0 || !says(text, TRIGGER)) return null;
    if (choices.kind !== "none" && choices.kind !== "numbers") return null;
    if (
      says(
        text,
        "room|if|look|on(?! view)|view(?<! on view)|sits|sitting|standing|lying|mounted|parked|taking|trying|between|them|they|these",
      )
    )
      return null;
    if (PERSON.test(singular(object)) && says(text, "sit|stand|lie|work")) return null;
    const name = object.split(" ");
    if (name.slice(0, -1).some((word) => ATTRIBUTES.has(word))) return null;
    return { object: singular(object), choices };
  },
  guess: guessCount,
  plan: ({ object }) => [
    `The rules read this as the number of objects called "${object}".`,
    "Segment that name through all frames, so that an object seen in several frames counts once, and show the masks.",
  ],
  cells: ({ object, choices }) => [
    {
      purpose: `I segment every ${object} through all frames; each object keeps one identity.`,
      code: `const matches = tools.SAM3.segmentVideo(InputImages, ${JSON.stringify(object)});${unlessFound(object)}
const count = matches?.count ?? 0;
print("counted:", count, matches ? \`seen in \${matches.frames.length} of \${InputImages.length} frames\` : "none found");
show(matches);`,
      simpler: `const matches = tools.SAM3.segmentVideo(InputImages, ${JSON.stringify(object)});${unlessFound(object)}
const count = matches?.count ?? 0;
print("counted:", count);`,
    },
    answer(choices),
  ],
});

/** None of an uncommon name may mean that the name was misread; of a common object it is an answer. */
function unlessFound(object: string): string {
  return isHousehold(object) ? "" : `\nif (!matches) print(${JSON.stringify(`${MISSING}: ${object}`)});`;
}

function answer(choices: Choices): Cell {
  if (choices.kind === "numbers") return nearestOption("count", choices.options, "number");
  return { purpose: "The answer is the number of objects.", code: "ReturnAnswer(count);", simpler: null };
}
