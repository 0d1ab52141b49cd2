import { nounAt } from "../families/common.ts";
import type { DirectionIntent } from "../families/direction.ts";
import type { SideIntent } from "../families/side.ts";
import { offeredDirections } from "../families/sides.ts";
import type { Reading } from "../reading.ts";
import { says } from "../text.ts";

const CAMERA =
  "camera|cameraman|photographer|videographer|viewer|observer|lens|viewpoint|shot|taken|filming|filmed|recorded|captured|me|my|i|you|your|snapped|shooting";
const MOVING =
  "mov\\w+|turn\\w*|rotat\\w*|travel\\w*|how far|distance|closer|nearer|picture|image half|tall\\w*|wide\\w*";

/** One object, one frame, a camera, and directions to choose from. */
export function guessSide({ text, nouns, frames, choices }: Reading): SideIntent | null {
  const [object] = nouns;
  const [frame] = frames;
  if (!object || nouns.length !== 1 || !frame || frames.length !== 1) return null;
  if (!says(text, CAMERA) || says(text, MOVING) || /\bback (?:to|against|is|was)\b(?! the (?:left|right))/.test(text))
    return null;
  const answer = offeredDirections(text, choices, null);
  return answer && { object, relativeTo: null, frame, answer };
}

const GAP = "(?: (?!(?:at|by|beside|near|next|standing|stand|stood|from|where|which|is|would)(?: |$))[a-z~]+)";
/** Facing something: the words of gaze, then the object. */
const FACING = new RegExp(
  `\\b(?:facing|faces|faced|face|looking|looks|looked|look|gazing|gaze|gazes|staring|stare|stares|oriented|pointing|pointed|heading|headed|eyes|nose|turned|view|toward|towards|directed|watching|watch|watches|aimed|peering)(?: (?:straight |directly |right |over )?at)?${GAP}{0,6}? <(\\d+)>|<(\\d+)>(?: is| was| being)?(?: directly| straight| right| just)? (?:in front of|ahead of|before) (?:me|you|him|her|them|myself|yourself)\\b|\\b(?:in front of|ahead of|before) (?:me|you|him|her|them) (?:is|was|being) the <(\\d+)>`,
);
/** A place of one's own: the words of standing, then the object. */
const PLACE_WORDS =
  "standing|stand|stands|stood|positioned|position|placed|located|stationed|parked|posted|sitting|sit|sat|am|are|is|was|were|be|being|waiting|wait|starting|stopped|put|myself|yourself|spot|place|standpoint|location|viewpoint|vantage point";
const AT = new RegExp(
  `\\b(?:${PLACE_WORDS})(?: (?:myself|yourself|me|right|directly|just|exactly|here|there|is|somewhere|close|up|upright|still|,))* (?:at|by|beside|near|nearby|next to|close to|in|on|alongside|to|against|adjacent to|with)(?: (?:the|a|position|location|spot|place|side|of))* <(\\d+)>|\\b(?:at|by|beside|near|next to|from|alongside|adjacent to)(?: (?:the|a|position|location|spot|place|side|of|where))* <(\\d+)>|\\b(?:position|standpoint|location|viewpoint) is (?:at )?(?:the )?<(\\d+)>`,
  "g",
);
const TURNING =
  /\b(?:turn(?:ing)?|rotate|head)(?: [a-z/,]+){0,6} to (?:face|see|look at|find|reach|get to|spot)(?: the)? <(\d+)>/;
const ASKED =
  /\b(?:where(?: [a-z~]+){0,5}?|which (?:direction|way|side|sector|quadrant)(?: [a-z~]+){0,6}?|what (?:direction|side|sector|quadrant)(?: [a-z~]+){0,6}?|direction (?:of|to)|find|see|spot|is|are|does|will|would|locate|place|bearing (?:of|to)|position of|towards? which(?: [a-z~]+){0,4}?)(?: the)? <(\d+)>/g;
const MOVED_ON =
  "walk\\w*|then turn|forwards? (?:by|for)|away from|backs? (?:to|toward|towards|against|is)(?! (?:my|your|the (?:left|right)))|how far|between|opposite|visible";

function firstGroup(match: RegExpMatchArray | null): string | undefined {
  return match?.slice(1).find((group) => group !== undefined);
}

/** Three objects: one to stand at, one to face, one to find. */
export function guessDirection({ nouns, frames, choices, ...reading }: Reading): DirectionIntent | null {
  const { text } = reading;
  if (nouns.length !== 3 || frames.length > 0 || says(text, MOVED_ON)) return null;
  if (/\b(?:in front|behind|left|right) of (?:the )?</.test(text)) return null;
  const turned = TURNING.exec(text)?.[1];
  const rest = turned === undefined ? text : text.replace(TURNING, " ");
  const facing = firstGroup(FACING.exec(rest));
  if (facing === undefined || [...rest.matchAll(new RegExp(FACING, "g"))].some((m) => firstGroup(m) !== facing))
    return null;
  const places = [...rest.replace(FACING, " facing ").matchAll(AT)].map((match) => firstGroup(match) ?? "");
  const asked = [...rest.replace(FACING, " facing ").matchAll(ASKED)].map((match) => match[1] ?? "");
  const at = places.find((place) => place !== facing && !asked.includes(place)) ?? places[0];
  const target = ["0", "1", "2"].find((i) => i !== at && i !== facing);
  if (at === undefined || at === facing || target === undefined) return null;
  if ((turned !== undefined && turned !== target) || (asked.length > 0 && !asked.includes(target))) return null;
  const answer = offeredDirections(text, choices, "side8");
  const [here, there, wanted] = [at, facing, target].map((index) => nounAt(nouns, index));
  return answer && here && there && wanted ? { at: here, facing: there, target: wanted, answer } : null;
}
