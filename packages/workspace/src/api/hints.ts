import type { Hint } from "@spatialclaw/kernel";
import { NP_HINTS } from "./np-hints.ts";
import { PYTHON_HINTS } from "./python-hints.ts";

/** Something that may be null was taken as if it were not: all ways the compiler says so. */
const MISS = [2531, 18047, 18049];
const UNDEFINED = [2532, 18048];
const ARGUMENT = [2322, 2345, 2769];
/** No such member; the second comes with a guess of the compiler. */
const MEMBER = [2339, 2551];

const PARSED =
  "vlm.locate(frame, what) gives pixels, already parsed: test it for null, then take box.x0 … box.y1 or box.center";
const REPLY = `do not read numbers out of a reply: ${PARSED}`;
const NULL = "a miss is null: test for null before you go on, as in `if (seg) { … }`";
const FROM_END = "the last is list.at(-1) or InputImages.last";
const REMAINDER = "np.mod(a, n) is never negative";

/** Coordinates read out of text: the reply may as well say "Not visible". */
const PARSING: readonly Hint[] = [
  { message: /`(?:eval|Function)` is not available/, hint: PARSED },
  { codes: MEMBER, message: /on type '\(?Located/, line: /\.(?:split|match|replace|trim|includes)\(/, hint: PARSED },
  { codes: MISS, line: /vlm\.locate\([^;]*\)\s*\.(?:split|match|replace|trim)\(/, hint: PARSED },
  { codes: [2488], message: /'Located/, hint: PARSED },
  {
    codes: ARGUMENT,
    message: /'Located(?: \| null)?' is not assignable to (?:parameter of )?type 'string'/,
    hint: PARSED,
  },
  { message: /^Number\(…\)/, hint: PARSED },
  { codes: MISS, line: /\.match\(/, hint: REPLY },
  {
    codes: [...UNDEFINED, ...ARGUMENT],
    message: /undefined/,
    cell: /^(?=[\s\S]*vlm\.ask)(?=[\s\S]*(?:\.split\(|\.match\(|JSON\.parse))/,
    hint: REPLY,
  },
];

/** The reconstruction, its views and what else has its own way of being read. */
const READING: readonly Hint[] = [
  {
    codes: MEMBER,
    message: /'(?:points|depth|confidence|extrinsics|intrinsics|pose|poses)' does not exist on type 'Recon/,
    hint: "a reconstruction has views: recon.at(frame), null when it was not reconstructed, then .points, .depth, .confidence, .pose",
  },
  {
    codes: UNDEFINED,
    line: /\bviews\[/,
    hint: "views are in order of position: recon.at(frame) takes a frame, and is null when it was not reconstructed",
  },
  {
    codes: MEMBER,
    message: /on type '\(\w+ \| null\)\[\]'/,
    hint: "for a list of frames there is a list of results: pass one frame (InputImages.first), or go through it",
  },
  {
    codes: MEMBER,
    message: /'(?:width|height|frameIndex|seconds|pixels|px|size|shape)' does not exist on type 'Frames'/,
    hint: "a list of frames: take one, as InputImages.first or InputImages.at(2)",
  },
  {
    codes: [2322, 2345, 2769],
    message: /[Tt]ype 'number' is not assignable to (?:parameter of )?type '(?:Frame|FrameRef|FrameIndex)\b/,
    hint: "a frame is a Frame or its frameIndex: seg.best, seg.frames.at(i), InputImages.at(position), InputImages.by(absolute index)",
  },
  {
    codes: ARGUMENT,
    message: /'FrameIndex' is not assignable to (?:parameter of )?type 'Frame'/,
    hint: "pass the frame itself, as InputImages.by(index) gives it (null when there is none)",
  },
  { codes: [7053], message: /index type 'Grid'/, hint: "read it with at(x, y); outside, that throws" },
  { codes: [7053], message: /index type 'Pose'/, hint: "a pose has .position .right .down .forward .up and .matrix" },
  {
    codes: [7053],
    message: /index type '(?:Seg|Found)'/,
    hint: "seg.objects holds the objects, seg.mask(frame) a mask",
  },
  {
    codes: [7053],
    message: /index type '(?:Recon|CameraTrack)'/,
    hint: "recon.at(frame) gives a view, cameraTrack().positions.at(i) a position",
  },
  { codes: [7053], hint: "read it with at(i), which throws outside" },
];

const ARGUMENTS: readonly Hint[] = [
  {
    codes: ARGUMENT,
    message: /'Showable'/,
    hint: "show takes frames, pictures, segs, masks, null and lists of them; text goes to print(…) or into vlm.ask(frame, text)",
  },
  {
    codes: [2353, 2561],
    line: /renderBev\(/,
    hint: "renderBev({ objects: [seg, other] }) or renderBev({ objects: { name: seg } })",
  },
  {
    codes: ARGUMENT,
    message: /'BevObjects?'/,
    hint: "objects are segs, found objects, points or positions, not masks: renderBev({ objects: [seg] })",
  },
  {
    codes: [2322, 2345],
    message: /[Tt]ype 'number' is not assignable to (?:parameter of )?type 'Vec3'/,
    line: /-\s*[a-zA-Z_]/,
    hint: "arrays have no operators: tools.Geometry.neg(v), sub(a, b), scale(v, s)",
  },
];

const OPERATORS: readonly Hint[] = [
  {
    codes: [2365],
    message: /Operator '[<>]=?'/,
    hint: "arrays are not compared by operators: np.greater(a, t), np.less(a, t) give a mask for np.take(a, mask)",
  },
  {
    codes: [2362, 2363, 2365],
    hint: "arrays have no operators: tools.Geometry.add(a, b), sub, scale(v, s), neg for vectors; np.add, np.subtract, np.multiply for arrays",
  },
  {
    codes: [2362, 2363, 2365],
    hint: "arrays have no operators: tools.Geometry.add(a, b), sub, scale(v, s), neg for vectors",
  },
  { message: /^`-` of an array/, hint: "tools.Geometry.neg(v) for a vector, sub(a, b), scale(v, s)" },
  { message: /^`%` keeps the sign/, hint: REMAINDER },
  { message: /are sorted as texts/, hint: "or np.sort(a), np.argsort(a)" },
  {
    message: /Maximum call stack/,
    line: /\.\.\./,
    hint: "a long list does not fit into arguments: np.min(a), np.max(a) and so on take any length",
  },
];

const INDICES: readonly Hint[] = [
  { codes: [2514], hint: FROM_END },
  { codes: [...UNDEFINED, ...ARGUMENT], line: /\[\s*-\s*\d+\s*\]/, hint: FROM_END },
  { codes: [...UNDEFINED, ...ARGUMENT], message: /undefined/, line: /\[[^\]]*%[^\]]*\]/, hint: REMAINDER },
  {
    codes: [...UNDEFINED, ...ARGUMENT],
    message: /undefined/,
    line: /\[[^\]]*\/\s*2[^\]]*\]/,
    hint: "half of an odd length is no index: Math.floor(list.length / 2), or InputImages.middle",
  },
  {
    codes: [...UNDEFINED, ...ARGUMENT],
    message: /undefined/,
    line: /\.data\[/,
    hint: "outside, data[i] is undefined: grid.at(x, y) and points.at(i) throw there and give a number",
  },
  {
    codes: ARGUMENT,
    message: /(?:\| undefined'|Type 'undefined')/,
    hint: "what is not there is undefined: test for it before you pass it on",
  },
  {
    codes: UNDEFINED,
    hint: "what is not there is undefined: test for it, or use at(i) of frames and points, which throws outside",
  },
];

const MISSES: readonly Hint[] = [
  { codes: MISS, hint: NULL },
  { codes: [...MEMBER, 2488, ...ARGUMENT], message: /(?:\| null'|'null')/, hint: NULL },
  { message: /Cannot (?:read|set) propert\w+ of (?:null|undefined)|(?:null|undefined) is not iterable/, hint: NULL },
];

/** The special before the general: the first that fits is taken. */
const ALL: readonly Hint[] = [
  ...PYTHON_HINTS,
  ...NP_HINTS,
  ...PARSING,
  ...READING,
  ...ARGUMENTS,
  ...OPERATORS,
  ...INDICES,
  ...MISSES,
];

/** What Python or another API would have accepted: the way out in the words of this one. `omitted` names no one needs. */
export function hintsFor(omitted: readonly string[]): readonly Hint[] {
  return ALL.filter(({ hint }) => !omitted.some((name) => hint.includes(`${name}.`)));
}
