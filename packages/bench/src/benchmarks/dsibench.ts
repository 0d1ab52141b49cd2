import { defineBenchmark } from "../benchmark/define.ts";
import { lettersOf } from "../benchmark/forms.ts";
import { film } from "../benchmark/media.ts";
import type { Scored } from "../benchmark/results.ts";
import { by, line, summary } from "../benchmark/summary.ts";
import type { Choice } from "../benchmark/types.ts";
import { python } from "../python/pattern.ts";
import { strip, stripEnd, tail } from "../python/text.ts";
import { extractor } from "../scoring/extractor.ts";
import { capital, equal } from "../scoring/judges.ts";
import { afterPhrase, PHRASES } from "../scoring/marker.ts";
import { boxed, firstCharacter, pattern, standalone, tagged, within } from "../scoring/steps.ts";

type Dsi = { cate: number; aug: string; relativePath: string; baseId: string };

const CATEGORIES = [
  "Obj:static cam",
  "Obj:moving cam",
  "Cam:static scene",
  "Cam:dynamic scene",
  "Obj-Cam distance",
  "Obj-Cam orientation",
];

const extract = extractor({
  steps: [
    boxed("A-D", { marks: true }),
    afterPhrase("A-D", [...PHRASES, "option"]),
    within(
      "the last 400 characters",
      (text) => tail(text, 400),
      pattern("(?:^|[\\s*(])([A-Da-d])(?=[.):]|\\*\\*|$)", { last: true, flags: "m" }),
    ),
    firstCharacter("A-D"),
  ],
});

const official = extractor({ steps: [within("<answer>", tagged("answer"), standalone("A-D"))], otherwise: () => "E" });

export const dsibench = defineBenchmark<Dsi>({
  load: (data) =>
    data.each(async (row) => {
      const aug = row.file.replace(/^.*\/|\.csv$/g, "");
      const [cate, relativePath] = [Number(row.text("cate")), row.text("relative_path")];
      const baseId = `row_${String(row.index).padStart(6, "0")}`;
      const video = data.path("videos", aug, relativePath);
      return {
        id: `${aug}__${baseId}`,
        question: row.text("question"),
        questionType: CATEGORIES[cate] ?? `cate_${cate}`,
        choices: optionsIn(row.text("options", "")),
        answer: capital(row.text("GT")),
        media: film((await data.exists(video)) ? video : null),
        meta: { cate, aug, relativePath, baseId },
      };
    }),
  labels: ({ questionType, meta }) => [questionType, String(meta.cate), meta.aug],
  form: ({ choices }) => lettersOf(choices, "ABCD"),
  cluster: ({ meta }) => meta.baseId,
  reference: { extract, judge: equal(extract) },
  official: { judge: equal(official) },
  aggregate: summary({
    breakdowns: {
      category: by(({ questionType }) => questionType, { order: CATEGORIES, present: true }),
      aug: by(({ meta }) => meta.aug, { order: "sorted" }),
    },
    own: (scored) => ({ measures: { groupwise: groupwise(scored) } }),
  }),
});

const SPLIT = python("([A-Da-d])[:.)]");

/** "A: left; B: right": the marks are found inside words too, as the published loader does. */
function optionsIn(text: string): Choice[] {
  const [, ...parts] = text.split(SPLIT);
  const choices = new Map<string, string>();
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const body = stripEnd(stripEnd(strip(parts[i + 1] as string), ";"), ",");
    choices.set((parts[i] as string).toUpperCase(), body);
  }
  return [...choices].map(([letter, text]) => ({ letter, text }));
}

/** The official second number: the share of rows of which three of four versions are right. */
function groupwise(scored: readonly Scored<Dsi>[]): number {
  const rows = Map.groupBy(scored, ({ sample }) => sample.meta.baseId);
  const right = [...rows.values()].filter((versions) => line("", versions).correct >= 3).length;
  return rows.size === 0 ? 0 : right / rows.size;
}
