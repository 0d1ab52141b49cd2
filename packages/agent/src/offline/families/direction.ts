import { findCell, measureCell, namePoints } from "../cells.ts";
import { guessDirection } from "../cues/views.ts";
import { defineFamily } from "../family.ts";
import { words } from "../lexicon.ts";
import { nounAt } from "./common.ts";
import { type DirectionAnswer, directionAnswer, directionCell, offeredDirections, SECTORS } from "./sides.ts";

export interface DirectionIntent {
  readonly at: string;
  readonly facing: string;
  readonly target: string;
  readonly answer: DirectionAnswer;
}

const TOWARD =
  "(?: (?:directly|straight|right|out|over|front|at|to|toward|towards|in|direction|of|the|a|my|your|with|face|is|are|onto|on|front|turn|turned|face|to|gaze|eyes|head|so|that|you|i|am))*?";
const FACING = new RegExp(
  `\\b(?:facing|faces|faced|face|looking|looks|look|gazing|gaze|staring|stare|oriented|pointing|pointed|heading|headed|eyes|turned|turn|view|toward|towards)${TOWARD} (?:the )?<(\\d+)>`,
);
const TURNING =
  /\b(?:turn(?:ing)?|rotate)(?: \w+| \/| ,){0,6} to (?:face|see|look at|find|reach|get to)(?: the)? <(\d+)>/;
const PLACED =
  /\b(?:me|myself|yourself|robot|agent|person|observer|viewer|someone|somebody|drone|viewpoint|standpoint|hovers|stand|stands|standing|stood|sit|sits|sitting|positioned|position|placed|place|located|am|is|are|be|being|was|were|stationed|stop|wait|waiting|go|goes|parked|put|at|by|from|posted)(?: (?:myself|yourself|me|you|a|robot|right|directly|just|exactly|and|here|in|the|spot|location|place|position|of))*? (?:at|by|beside|near|close to|next to|in|on|(?<!me )where|to|from)(?: (?:the|a|position|location|spot|place|where|centre|center|of))* <(\d+)>|\bfrom(?: (?:the|a|position|location|spot|place|where|centre|center|of))* <(\d+)>|^(?:at|by|beside|near|next to)(?: the)? <(\d+)>/;

function matchAll(text: string, pattern: RegExp): RegExpMatchArray[] {
  return [...text.matchAll(new RegExp(pattern, "g"))];
}

/** Brings rarer ways to stand and to face into the common one. */
function inPlainWords(text: string): string {
  return text
    .replace(
      /\b(?:my|your|the|its) (?:position|standpoint|location|viewpoint) is (?:at )?(?:the )?(<\d+>)/,
      "standing at $1",
    )
    .replace(
      /\bwith (?:the )?(<\d+>) as (?:my|your|the) (?:position|standpoint|location|viewpoint|place)\b/,
      "standing at $1",
    )
    .replace(
      /\b(?:with|having|and)(?: the)? (<\d+>)(?: (?:directly|straight|right|just|exactly))* (?:in front of|ahead of) (?:me|you|him|her|them|it|myself|yourself)\b/,
      "facing $1",
    )
    .replace(
      /\b(?:with|having|and)(?: the)? (<\d+>)(?: is)?(?: (?:directly|straight|right|just))* (?:in front|ahead)(?= ,| ;|$)/,
      "facing $1",
    )
    .replace(
      /\b(?:looking|look|looks|gazing|facing|faces|face) from (?:the )?(<\d+>) (?:to|at|toward|towards|in the direction of) (?:the )?(<\d+>)/,
      "at $1 facing $2",
    );
}

export const direction = defineFamily<DirectionIntent>({
  name: "direction",
  vocabulary: words(
    "stand stands standing stood facing faces faced face looking looks look gazing gaze staring stare oriented pointing pointed",
    "heading headed eyes turned turn turning rotate toward towards where direction directions sector sectors quadrant quadrants",
    "eight four 8 4 compass egocentric relative left right front back behind ahead forward backward backwards rear side sides",
    "hand beside near next close suppose imagine assume assuming say pretend picture person robot someone somebody agent observer",
    "viewer you he she him her his they them when while if were position location spot place stationed posted parked straight stop",
    "view perspective point viewpoint standpoint location myself yourself would lie appear expect me should way relative point",
    "on onto first then my your toward center centre spot over reach wait waiting directly out find see head go",
    "goes once after put listed body own bearing points contains having drone vehicle hovers hover who whom seen",
  ),
  read({ nouns, frames, choices, ...reading }) {
    const text = inPlainWords(reading.text);
    if (nouns.length !== 3 || frames.length > 0) return null;
    if (
      /\bback (?:to|toward|towards|against|is)\b(?! (?:my|your))|\b(?:in front|behind|left|right) of (?:the )?<|away from/.test(
        text,
      )
    )
      return null;
    const faced = matchAll(text.replace(TURNING, ""), FACING).length > 0;
    const turned = faced ? nounAt(nouns, TURNING.exec(text)?.[1]) : null;
    const rest = faced ? text.replace(TURNING, "turn to find target") : text;
    const facings = matchAll(rest, FACING);
    const facing = nounAt(nouns, facings[0]?.[1]);
    if (!facing || facings.length !== 1) return null;
    const place = PLACED.exec(rest.replace(FACING, "facing"));
    const at = nounAt(nouns, place?.[1] ?? place?.[2] ?? place?.[3]);
    if (!at || at === facing) return null;
    const target = nouns.find((noun) => noun !== at && noun !== facing);
    if (!target || (turned && turned !== target)) return null;
    const answer = offeredDirections(text, choices, "side8");
    return answer && { at, facing, target, answer };
  },
  guess: guessDirection,
  plan: ({ at, facing, target, answer }) => [
    `The rules read this as: standing at the ${at} and facing the ${facing}, where is the ${target}? The answer is one of ${SECTORS[answer.set]}.`,
    "Find the three objects and show their masks.",
    "Reconstruct all frames, take the centres of the objects and build the heading from them.",
  ],
  cells({ at, facing, target, answer }) {
    const { code, points } = namePoints([at, facing, target]);
    const [here, there, wanted] = points;
    return [
      findCell([at, facing, target]),
      measureCell(
        `I stand at the centre of the ${at}, face the ${facing} and locate the ${target}.`,
        `${code}
const heading = tools.Geometry.heading({ at: ${here}.obb().center, facing: { toward: ${there}.obb().center } });
const place = heading.locate(${wanted}.obb().center);
${directionCell(answer)}`,
      ),
      directionAnswer(answer),
    ];
  },
});
