import { defineBenchmark } from "../benchmark/define.ts";
import { letters, NUMBER, TEXT } from "../benchmark/forms.ts";
import { pictures } from "../benchmark/media.ts";
import { above, by, mean, summary } from "../benchmark/summary.ts";
import type { Facts, Judge } from "../benchmark/types.ts";
import { verdict } from "../benchmark/verdict.ts";
import { parseFloatLike } from "../python/numbers.ts";
import { strip } from "../python/text.ts";
import { extractor } from "../scoring/extractor.ts";
import { judgeBy, numeric } from "../scoring/judges.ts";
import { mra } from "../scoring/mra.ts";
import { shownAsFloat, unsignedNumbers } from "../scoring/numbers.ts";
import { robustJudge } from "../scoring/robust/judge.ts";
import { plainText, statements } from "../scoring/robust/statements.ts";
import { boxed, firstCharacter, onlyLetter, pattern } from "../scoring/steps.ts";

type Spar = { task: string; imgType: string; formatType: string; source: string };

const NUMERIC = /^(?:depth|distance)_prediction_(?:oc|oo)(?:_mv)?$/;
const VIEW_CHANGE = "view_change_infer";
const MIDDLE = [VIEW_CHANGE, "position_matching", "camera_motion_infer"];
const HIGH =
  /^(?:obj_spatial_relation_(?:oo|oc_mv|oo_mv)|spatial_imagination_(?:oc|oo)(?:_mv)?|distance_infer_center_oo(?:_mv)?)$/;
const AXES = [
  ["move_right", "move_left"],
  ["move_up", "move_down"],
  ["move_forward", "move_backward"],
  ["turn_right", "turn_left"],
  ["turn_up", "turn_down"],
] as const;

const measure = mra({ zero: "size" });
const asText = (text: string): string => text;

const letter = extractor({
  steps: [boxed("A-D"), pattern("\\(?([A-Da-d])\\)?[.:)]"), onlyLetter("A-D"), firstCharacter("A-D")],
  otherwise: asText,
});

/** Right when the reply is the answer, a part of it, or begins with it: "left" is right for "A. left", and so is "e". */
const byLetter: Judge<Spar> = (reply, { answer }) => {
  const extracted = letter(reply);
  const [said, gold] = [strip(extracted).toLowerCase(), strip(answer).toLowerCase()];
  return verdict(extracted, said !== "" && (gold.includes(said) || [...said][0] === gold));
};

/** An answer that is no number counts as 0. */
const byNumber = numeric<Spar>(
  (reply, { meta }) => {
    const found = unsignedNumbers(reply);
    return shownAsFloat((meta.task.endsWith("_mv") ? found.at(-1) : found[0]) ?? null);
  },
  measure,
  { unreadable: 0 },
);

/** "move_right:1.0,turn_up:30" as numbers along five axes; what is not understood counts for nothing. */
function axesIn(text: string): number[] {
  const parts = new Map<string, number>();
  for (const pair of text.replaceAll(" ", "").split(",")) {
    const colon = pair.indexOf(":");
    const number = colon < 0 ? null : parseFloatLike(pair.slice(colon + 1));
    if (number !== null) parts.set(pair.slice(0, colon), number);
  }
  return AXES.map(([plus, minus]) => (parts.get(plus) ?? 0) - (parts.get(minus) ?? 0));
}

const byAxes: Judge<Spar> = (reply, { answer }) => {
  const said = axesIn(reply);
  return verdict(strip(reply), mean(axesIn(answer).map((target, i) => measure(said[i] as number, target))));
};

const chosen = ({ meta }: Facts<Spar>, letterJudge: Judge<Spar>, numberJudge: Judge<Spar>): Judge<Spar> | null => {
  if (meta.task === VIEW_CHANGE) return null;
  return NUMERIC.test(meta.task) ? numberJudge : letterJudge;
};

const form = ({ meta }: Facts<Spar>) => {
  if (meta.task === VIEW_CHANGE) return TEXT;
  return NUMERIC.test(meta.task) ? NUMBER : letters("ABCD");
};
const robust = robustJudge<Spar>({ form, measure });

export const sparbench = defineBenchmark<Spar>({
  load: (data) =>
    data.each((row) => {
      const [id, task] = [row.text("id"), row.text("task")];
      return {
        id,
        question: row.text("question"),
        questionType: task,
        answer: row.text("answer"),
        media: pictures(row.images("image", (position) => `.image_cache/${id}_${position}.jpg`)),
        meta: {
          task,
          imgType: row.text("img_type", ""),
          formatType: row.text("format_type", ""),
          source: row.text("source", ""),
        },
      };
    }),
  form,
  measure,
  reference: { extract: strip, judge: judgeBy((sample) => chosen(sample, byLetter, byNumber) ?? byAxes) },
  robust: {
    judge: judgeBy((sample) => chosen(sample, robust, robust) ?? ((reply, facts) => byAxes(statedAxes(reply), facts))),
  },
  aggregate: summary({
    macro: "task",
    breakdowns: { task: by(({ meta }) => meta.task), level: above("task", levelOf, ["Low", "Middle", "High"]) },
  }),
});

const statedAxes = (reply: string): string => {
  const text = plainText(reply);
  return (statements(text).find((statement) => statement.includes(":")) ?? text).replace(/\s+/g, "");
};

function levelOf(task: string): string {
  if (NUMERIC.test(task)) return "Low";
  if (MIDDLE.includes(task)) return "Middle";
  return HIGH.test(task) ? "High" : "";
}
