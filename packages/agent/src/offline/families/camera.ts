import { lengthAnswer, measureCell } from "../cells.ts";
import type { Choices } from "../choices.ts";
import { defineFamily } from "../family.ts";
import { describeFrame, type FrameName, frameExpression } from "../frames.ts";
import { words } from "../lexicon.ts";
import type { Reading } from "../reading.ts";
import { says } from "../text.ts";
import type { Unit } from "../units.ts";
import { asksYesOrNo } from "./common.ts";

export interface CameraIntent {
  readonly measure: "straight line" | "path";
  readonly between: readonly [FrameName, FrameName];
  readonly unit: Unit;
  readonly choices: Choices;
}

const MOVER =
  "camera|cameraman|cameraperson|camerawoman|videographer|photographer|observer|viewer|operator|sensor|lens|person (?:who )?(?:is |was )?(?:filming|recording|holding|carrying)";
const MOTION =
  "mov(?:e|es|ed|ing|ement)|travel(?:s|ed|led|ing|ling)?|displace(?:d|ment)|shift(?:s|ed)?|translat(?:e|ed|ion)|go|goes|gone|went|come|came|get|gets|got|cover(?:s|ed)?|walk(?:s|ed)?|carried|path|trajectory|route|track|journey|positions?|poses?|locations?|ends?|ended|apart|progress(?:es|ed)?|changed?|movements?|trip|start(?:ed)?|walk";
const LENGTH =
  "how (?:far|much|long|large|big)|distance|length|displacement|path|apart|translation|gap|separat\\w+|movement|sum";
const STRAIGHT = "straight|displace(?:d|ment)|net|crow|euclidean|direct|directly|beeline";
const PATH =
  "path|trajectory|route|track|journey|along|walk|walked|cumulative|cumulated|accumulated|entire|whole|summed|summing|sum|added|adding|trip";
const TOTAL = "total|overall|altogether|all";
/** "How far did it move up" asks for one direction; "adding up" and "ended up" do not. */
const RISING = "up(?<!(?:add|adds|added|adding|sum|summing|end|ends|ended|ending|wind|winds) up)";
const ENDS =
  "@frame|first|last|start|starting|started|end|ending|ended|ends|begin|beginning|began|initial|final|where it|opening|closing";

function measureOf(text: string): CameraIntent["measure"] | null {
  const straight = says(text, STRAIGHT);
  if (says(text, PATH)) return straight ? null : "path";
  if (straight) return "straight line";
  if (says(text, TOTAL)) return "path";
  if (says(text, ENDS)) return "straight line";
  return says(text, "how (?:far|much)|apart|movement") ? "straight line" : null;
}

/** Among unknown words these ask for another motion than the distance covered. */
const OTHER_MOTION =
  "turn\\w*|rotat\\w*|tilt\\w*|speed|fast\\w*|left|right|toward|towards|upwards?|downwards?|direction|forwards?|backwards?|how long (?:did|was|does|do|is)|higher|lower|height|vertical\\w*|horizontal\\w*|how many|number|which|where is";

function readTrack({ text, nouns, frames, unit, choices }: Reading): CameraIntent | null {
  const moves = says(text, MOVER) || (frames.length === 2 && says(text, "taken|recorded|captured|shot"));
  if (nouns.length > 0 || !moves || !says(text, LENGTH)) return null;
  if (frames.length !== 2 && !says(text, MOTION)) return null;
  if (choices.kind !== "none" && choices.kind !== "numbers") return null;
  if (asksYesOrNo(text) || says(text, RISING) || frames.length > 2) return null;
  const measure = measureOf(text);
  if (measure === null) return null;
  if (frames.length === 1 && !["first", "last"].includes(frames[0]?.kind ?? "")) return null;
  const [from = FIRST, to = LAST] = frames.length === 2 ? frames : [];
  const whole = from.kind === "first" && to.kind === "last";
  if (measure === "path" && !whole) return null;
  return { measure, between: [from, to], unit, choices };
}

export const camera = defineFamily<CameraIntent>({
  name: "camera",
  vocabulary: words(
    "camera cameraman cameraperson camerawoman videographer photographer observer viewer operator sensor lens person filming",
    "recording who move moves moved moving movement movements motion travel travels traveled travelled traveling travelling displacement displaced",
    "shift shifts shifted translate translated translation go goes gone went cover covers covered walk walks walked carried path",
    "trajectory route track journey trip position positions pose poses location locations end ends ended ending start starts",
    "started starting begin begins beginning began initial final first last finish finishes finished opening closing apart",
    "progress progressed progresses during while over through throughout along distance distances length long far much large big",
    "total overall altogether all entire whole cumulative cumulated accumulated summed sum added adding up net straight line crow",
    "flies euclidean direct directly beeline away where until till point points place two own whole recorded its course went up",
    "gap separation separates separate separated magnitude size @frame frame frames clip video capture every step steps",
    "consecutive way once spot shot shots get gets got change changes changed add comparing compare compared holding carrying summing view views viewpoint taken took takes",
  ),
  read: readTrack,
  guess: (reading) => (says(reading.text, OTHER_MOTION) ? null : readTrack(reading)),
  plan: ({ measure, between: [from, to] }) => [
    measure === "path"
      ? "The rules read this as the length of the camera's path through all frames."
      : `The rules read this as the straight-line distance between the camera's positions in ${describeFrame(from)} and ${describeFrame(to)}.`,
    "Reconstruct all frames and read the camera's positions.",
    "Compare path and straight line as a check: the path can not be shorter.",
  ],
  cells({ measure, between: [from, to], unit, choices }) {
    const variable = measure === "path" ? "pathLength" : "displacement";
    const code = `const track = recon.cameraTrack();
const start = recon.at(${nonNull(from, "start")});
const end = recon.at(${nonNull(to, "end")});
if (!start || !end) throw new Error("a camera could not be placed");
const displacement = tools.Geometry.distance(start.pose.position, end.pose.position);
const pathLength = track.pathLength;
print(\`\${track.positions.length} camera positions; straight line \${displacement.toFixed(3)} m, path \${pathLength.toFixed(3)} m\`);`;
    const guards = [from, to].map(guard).filter((line) => line !== "");
    return [
      measureCell("I reconstruct all frames and follow the camera.", [...guards, code].join("\n")),
      lengthAnswer(variable, unit, choices),
    ];
  },
});

const FIRST: FrameName = { kind: "first" };
const LAST: FrameName = { kind: "last" };

/** A frame by number may not exist; first and last always do. */
function guard(frame: FrameName, i: number): string {
  if (frame.kind !== "index" && frame.kind !== "position") return "";
  const name = i === 0 ? "startFrame" : "endFrame";
  return `const ${name} = ${frameExpression(frame)};
if (!${name}) throw new Error("there is no ${describeFrame(frame)}");`;
}

function nonNull(frame: FrameName, role: "start" | "end"): string {
  return frame.kind === "index" || frame.kind === "position" ? `${role}Frame` : frameExpression(frame);
}
