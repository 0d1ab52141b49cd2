import { findCell, measureCell, namePoints } from "../cells.ts";
import { guessSide } from "../cues/views.ts";
import { defineFamily } from "../family.ts";
import { describeFrame, type FrameName, frameExpression } from "../frames.ts";
import { words } from "../lexicon.ts";
import { variableNames } from "../naming.ts";
import { says } from "../text.ts";
import { type DirectionAnswer, directionAnswer, directionCell, offeredDirections, SECTORS } from "./sides.ts";

export interface SideIntent {
  readonly object: string;
  /** Seen from the camera: which side of this object; null for which side of the camera itself. */
  readonly relativeTo: string | null;
  readonly frame: FrameName;
  readonly answer: DirectionAnswer;
}

const CAMERA =
  "camera|cameraman|photographer|viewer|observer|lens|viewpoint|perspective|view|seen|shot|taken|you|me|my|your|person|robot";
/** "Is the lamp to the left of the sofa or …": the second object is the one it is compared with. */
const RELATIVE = /<0>.*\b(?:of|from|than|to|behind|relative to|respect to|compared to|compared with)(?: the)? <1>/;

export const side = defineFamily<SideIntent>({
  name: "side",
  vocabulary: words(
    "camera cameraman photographer viewer observer lens view viewpoint perspective standpoint point seen shot taken captured took",
    "pose position location place optical axis frame image @frame left right front back behind ahead forward backward rear side",
    "sides hand direction directions where relative lie lies appear appears on facing standing looking looks person robot when",
    "you who recorded was eye eyes four eight 4 8 sector sectors / towards toward compared time moment through holding holds filming",
    "films photographing photographed snapped made operator sensor vantage look sees looked faces stood look standing",
    "backward backwards hold held recording quadrant quadrants half located take instead then imagine suppose were if same way would put belonging belongs along viewing heading coordinate coordinates system reference origin axis looked imaging centered",
  ),
  read({ text, nouns, frames, choices }) {
    const [object, other] = nouns;
    const [frame] = frames;
    if (!object || nouns.length > 2 || !frame || frames.length !== 1) return null;
    if (/\bback (?:to|against|is)\b(?! the (?:left|right))/.test(text)) return null;
    const answer = offeredDirections(text, choices, null);
    if (!answer) return null;
    if (!other) return says(text, CAMERA) ? { object, relativeTo: null, frame, answer } : null;
    if (!RELATIVE.test(text) || !says(text, CAMERA) || says(text, "standing|facing|faces|stood|than")) return null;
    if (says(text, "of the (?:camera|viewer|observer|photographer|lens)")) return null;
    const pairwise = answer.set === "side2" || answer.set === "front-or-back";
    return pairwise ? { object, relativeTo: other, frame, answer } : null;
  },
  guess: guessSide,
  plan: ({ object, relativeTo, frame, answer }) => [
    relativeTo === null
      ? `The rules read this as: on which side of the camera of ${describeFrame(frame)} is the ${object}? The answer is one of ${SECTORS[answer.set]}.`
      : `The rules read this as: seen by the camera of ${describeFrame(frame)}, is the ${object} ${answer.set === "side2" ? "left or right of" : "in front of or behind"} the ${relativeTo}?`,
    "Find what is named and show the masks.",
    "Reconstruct all frames and locate it from that camera's position, along its viewing direction.",
  ],
  cells: (intent) => {
    const { object, relativeTo, answer } = intent;
    const labels = relativeTo === null ? [object] : [object, relativeTo];
    const { code, points } = namePoints(labels);
    const locate =
      relativeTo === null
        ? `const place = heading.locate(${points[0]}.obb().center);\n${directionCell(answer)}`
        : comparison(intent);
    return [
      findCell(labels),
      measureCell(
        `I reconstruct the scene and look from the camera of ${describeFrame(intent.frame)}.`,
        `${code}\n${standpoint(intent.frame)}\n${locate}`,
      ),
      directionAnswer(answer),
    ];
  },
});

function standpoint(frame: FrameName): string {
  const guard = `if (!view) throw new Error("there is no camera for ${describeFrame(frame)}");`;
  const heading = "const heading = tools.Geometry.heading({ at: view.pose.position, facing: view.pose.forward });";
  const lines =
    frame.kind === "index" || frame.kind === "position"
      ? [`const frame = ${frameExpression(frame)};`, "const view = frame ? recon.at(frame) : null;"]
      : [`const view = recon.at(${frameExpression(frame)});`];
  return [...lines, guard, heading].join("\n");
}

/** Two ways to compare must agree, else the sides are not clear from this camera. */
function comparison({ object, relativeTo, answer }: SideIntent): string {
  const names = variableNames([object, relativeTo ?? ""]);
  const [a, b] = names.map((name) => `${name}Place`);
  const locate = names.map((name) => `const ${name}Place = heading.locate(${name}Points.obb().center);`);
  const [first, second, one, two] =
    answer.set === "side2"
      ? [`${a}.right < ${b}.right`, `${a}.bearingDeg < ${b}.bearingDeg`, "left", "right"]
      : [`${a}.forward < ${b}.forward`, `${a}.distance < ${b}.distance`, "front", "back"];
  return `${locate.join("\n")}
if ((${first}) !== (${second}))
  throw new Error("seen from here the two are not clearly apart");
const direction: string = ${first} ? "${one}" : "${two}";
print("${object}: right and forward, m:", ${a}.right, ${a}.forward);
print("${relativeTo}: right and forward, m:", ${b}.right, ${b}.forward);
print("direction:", direction);`;
}
