import { defineBenchmark } from "../benchmark/define.ts";
import { letters } from "../benchmark/forms.ts";
import { file, pictures } from "../benchmark/media.ts";
import { by, summary } from "../benchmark/summary.ts";
import { RowError } from "../data/row.ts";
import { first, python } from "../python/pattern.ts";
import { strip, tail } from "../python/text.ts";
import { extractor } from "../scoring/extractor.ts";
import { equal } from "../scoring/judges.ts";
import { afterPhrase, PHRASES } from "../scoring/marker.ts";
import { answerTag, boxed, marked, onlyLetter, pattern, standalone, within } from "../scoring/steps.ts";

type ViewSpatial = { choicesText: string };

const extract = extractor({
  steps: [
    boxed("A-D", { marks: true }),
    answerTag("A-D", { marks: true }),
    afterPhrase("A-D", PHRASES),
    marked("A-D", { order: ["()", ".", ":"], last: true }),
    onlyLetter("A-D"),
    within("the last 400 characters", (text) => tail(text, 400), standalone("A-D", { last: true })),
  ],
});

const official = extractor({
  steps: [within("the last line", (text) => text.split("\n").at(-1) ?? null, pattern("\\b([A-Da-d])\\b"))],
});

const GOLD = python("^\\s*\\(?([A-Da-d])\\b");
const gold = ({ answer }: { readonly answer: string }): string => first(GOLD, answer)?.toUpperCase() ?? "";

export const viewspatial = defineBenchmark<ViewSpatial>({
  load: (data) =>
    data.each(async (row) => {
      const images = row
        .texts("image_path")
        .map((name) => name.replace(/^[./]+/, "").replace(/^ViewSpatial-Bench\//, ""));
      if (images.length === 0) throw new RowError("it has no pictures and is left out");
      for (const name of images)
        if (!(await data.exists(name))) throw new RowError(`its picture ${name} is missing and it is left out`);
      const choicesText = row.text("choices", "");
      return {
        id: row.position,
        question: [row.trimmed("question"), strip(choicesText)].filter((part) => part !== "").join("\n\n"),
        questionType: row.text("question_type", ""),
        answer: row.trimmed("answer"),
        media: pictures(images.map((name) => file(data.path(name)))),
        meta: { choicesText },
      };
    }),
  form: () => letters("ABCD"),
  reference: { extract, judge: equal(extract, { gold }) },
  official: { judge: equal(official, { gold }) },
  aggregate: summary({
    breakdowns: { questionType: by(({ questionType }) => questionType, { order: "sorted" }) },
  }),
});
