import { ORDINALS } from "../benchmark/wording.ts";
import { letterOf, middlesOf } from "./parts.ts";
import type { ReadQuestion } from "./read-question.ts";

type Program = (question: ReadQuestion) => string;

/** Somebody at the first object who faces the second has the third at `bearing`. */
const standing = ({ places }: ReadQuestion): string => `${middlesOf([places.at, places.facing, places.target])}
const place = tools.Geometry.heading({ at: middle(0), facing: { toward: middle(1) } }).locate(middle(2));`;

const MIDDLE: Readonly<Record<string, number>> = { "to the right of": 90, "to the left of": -90, behind: 180 };

/** The option whose bearing from `h` is nearest to the side that is asked about; `first` options begin at that point. */
function nearestSide(question: ReadQuestion, first: number): string {
  return `const offs = labels.slice(${first}).map((_, i) => Math.abs(np.mod(h.locate(middle(i + ${first})).bearingDeg - ${MIDDLE[question.places.side ?? ""]} + 180, 360) - 180));
${letterOf(`labels[${first} + np.argmin(offs)] ?? ""`, question)}`;
}

const viewpoint = ({
  places,
}: ReadQuestion): string => `const view = recon.at(InputImages.at(${(ORDINALS as readonly string[]).indexOf(places.i ?? "")}));
if (!view) throw new Error("the picture was not reconstructed");`;

/** Left and right, from objects and from viewpoints. */
export const DIRECTIONS: Readonly<Record<string, Program>> = {
  object_rel_direction_easy: (question) => `${standing(question)}
${letterOf("place.side2", question)}`,

  object_rel_direction_medium: (question) => `${standing(question)}
const side = Math.abs(place.bearingDeg) > 135 ? "back" : place.side2;
${letterOf("side", question)}`,

  object_rel_direction_hard: (question) => `${standing(question)}
${letterOf("place.quadrant", question)}`,

  route_planning: (question) => {
    const { at, facing, via, target } = question.places;
    return `${middlesOf([at, facing, via, target])}
const turnTo = (from: Vec3, ahead: Vec3, to: Vec3) => {
  const place = tools.Geometry.heading({ at: from, facing: ahead }).locate(to);
  return Math.abs(place.bearingDeg) > 135 ? "back" : place.side2;
};
const first = turnTo(middle(0), tools.Geometry.sub(middle(1), middle(0)), middle(2));
const second = turnTo(middle(2), tools.Geometry.sub(middle(2), middle(0)), middle(3));
${letterOf('first + ", then " + second', question)}`;
  },

  rotation: (question) => `${middlesOf(question.options.map(({ text }) => text))}
${viewpoint(question)}
const h = tools.Geometry.heading({ at: view.pose.position, facing: view.pose.forward });
${nearestSide(question, 0)}`,

  among: (question) => `${middlesOf([question.places.a, ...question.options.map(({ text }) => text)])}
${viewpoint(question)}
const h = tools.Geometry.heading({ at: middle(0), facing: view.pose.forward });
${nearestSide(question, 1)}`,

  around: (question) => `${middlesOf([question.places.a, question.places.b])}
${viewpoint(question)}
const h = tools.Geometry.heading({ at: view.pose.position, facing: view.pose.forward });
const side = h.locate(middle(0)).bearingDeg < h.locate(middle(1)).bearingDeg ? "left" : "right";
${letterOf("side", question)}`,
};
