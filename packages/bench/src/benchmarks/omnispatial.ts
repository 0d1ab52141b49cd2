import { inOrder, letterAt } from "../benchmark/choices.ts";
import { defineBenchmark } from "../benchmark/define.ts";
import { lettersOf } from "../benchmark/forms.ts";
import { file, pictures } from "../benchmark/media.ts";
import { by, summary } from "../benchmark/summary.ts";
import { strip } from "../python/text.ts";
import { asWritten, extractor } from "../scoring/extractor.ts";
import { genericLetter } from "../scoring/generic.ts";
import { equal } from "../scoring/judges.ts";
import { firstCharacter, pattern, step, whenBlank, within } from "../scoring/steps.ts";

type OmniSpatial = { taskType: string; subTaskType: string; rawId: string };

const TASKS = ["Dynamic_Reasoning", "Spatial_Interaction", "Complex_Logic", "Perspective_Taking"];

const extract = extractor({
  prepare: asWritten,
  steps: [
    whenBlank("A"),
    // In the reference a text of blanks passes for one of the letters.
    step("nothing for blanks", (text) => (strip(text) === "" ? "" : null)),
    pattern("answer\\s*:\\s*([A-D])\\b", { flags: "i", last: true }),
    step("the generic letter in A-D", (text) => /^[A-D]$/.exec(genericLetter(text))?.[0] ?? null),
    within("the trimmed text", strip, firstCharacter("A-D")),
  ],
  otherwise: () => "A",
});

const official = extractor({
  prepare: asWritten,
  steps: [pattern("[Aa][Nn][Ss][Ww][Ee][Rr]\\s*:\\s*([A-D])\\b", { last: true })],
  otherwise: () => "A",
});

export const omnispatial = defineBenchmark<OmniSpatial>({
  load: (data) =>
    data.each((row) => {
      const [rawId, taskType, subTaskType] = [row.text("id"), row.text("task_type"), row.text("sub_task_type")];
      const image = data.path(row.file, "..", taskType, `${rawId.split("_", 1)[0]}.png`);
      return {
        id: `${taskType}_${subTaskType}_${rawId}`,
        question: row.text("question"),
        questionType: subTaskType,
        choices: inOrder(row.texts("options")),
        answer: letterAt(Number(row.text("answer"))),
        media: pictures([file(image)]),
        meta: { taskType, subTaskType, rawId },
      };
    }),
  labels: ({ meta }) => [meta.taskType, meta.subTaskType],
  form: ({ choices }) => lettersOf(choices, "ABCD"),
  reference: { extract, judge: equal(extract) },
  official: { judge: equal(official) },
  aggregate: summary({
    breakdowns: {
      taskType: by(({ meta }) => meta.taskType, { order: TASKS, only: true, present: true }),
      subTaskType: by(({ meta }) => `${meta.taskType}/${meta.subTaskType}`),
    },
  }),
});
