import type { Json } from "@spatialclaw/kernel";
import { defineBenchmark } from "../benchmark/define.ts";
import { letters } from "../benchmark/forms.ts";
import { file, pictures } from "../benchmark/media.ts";
import { by, summary } from "../benchmark/summary.ts";
import { jsonOf } from "../data/row.ts";
import { extractor } from "../scoring/extractor.ts";
import { bothSides, capital, equal } from "../scoring/judges.ts";
import { boxed, pattern, standalone, tagged, within } from "../scoring/steps.ts";

type MindCube = { category: Json; sampleType: string };

const SETTINGS = ["around", "rotation", "translation", "among"];

/** The first setting that the id names. */
export const settingOf = (id: string): string => SETTINGS.find((name) => id.toLowerCase().includes(name)) ?? "other";

const dotted = pattern("\\b([A-E])\\.", { last: true });
const alone = standalone("A-E", { last: true });

const extract = extractor({
  steps: [
    boxed("A-E", { blanks: true }),
    dotted,
    within("<Answer>", tagged("Answer"), dotted, alone),
    within("<answer>", tagged("answer"), dotted, alone),
    ...["[Mm]y answer is ([A-E])", "[Tt]he answer is ([A-E])", "[Aa]nswer:\\s*([A-E])", "\\b([A-E])[.:]\\s*[A-Z]"].map(
      (phrase) => pattern(phrase, { last: true }),
    ),
    alone,
  ],
});

export const mindcube = defineBenchmark<MindCube>({
  async *load(data) {
    const inData = !(await data.exists("other_all_image")) && (await data.exists("data", "other_all_image"));
    yield* data.each((row) => {
      const id = row.text("id");
      const images = row.texts("images").map((name) => file(data.path(inData ? "data" : ".", name)));
      return {
        id,
        question: row.text("question", ""),
        questionType: settingOf(id),
        answer: capital(row.text("gt_answer", "")),
        media: pictures(images),
        meta: { category: jsonOf(row.raw("category") ?? []), sampleType: row.text("type", "") },
      };
    });
  },
  form: () => letters("ABCDE"),
  counted: ({ questionType }) => questionType !== "translation",
  reference: { extract, judge: equal(extract, { blankMayMatch: true }), perSample: bothSides(extract) },
  aggregate: summary({ breakdowns: { setting: by(({ questionType }) => questionType, { order: "sorted" }) } }),
});
