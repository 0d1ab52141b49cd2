import { letterAt } from "../benchmark/choices.ts";
import { defineBenchmark } from "../benchmark/define.ts";
import { lettersOf } from "../benchmark/forms.ts";
import { film } from "../benchmark/media.ts";
import { by, summary } from "../benchmark/summary.ts";
import { textOf } from "../data/row.ts";
import { strip } from "../python/text.ts";
import { extractor } from "../scoring/extractor.ts";
import { equal } from "../scoring/judges.ts";
import { letterProtocol } from "../scoring/protocols.ts";
import { answerTag, boxed, onlyLetter, pattern, standalone, step, tagged, within } from "../scoring/steps.ts";

type PerceptionComp = { category: string; difficulty: number };

const only = onlyLetter("A-Z");

const extract = extractor({
  steps: [
    answerTag("A-E", { blanks: true }),
    boxed("A-E"),
    pattern("[Aa]nswer[\\s:]*([A-Ea-e])\\b"),
    standalone("A-Ea-e", { last: true }),
    step("the only letter, in A-E", (text) => /^[A-E]$/.exec(only.find(text, []) ?? "")?.[0] ?? null),
  ],
  otherwise: (text) => text,
});

const official = extractor({
  steps: [
    within(
      "the last <answer>",
      tagged("answer", { flags: "i", last: true }),
      standalone("A-E"),
      step("its text", strip),
    ),
    pattern("answer[\\s:]+([A-E])\\b", { flags: "i" }),
    standalone("A-E", { last: true }),
  ],
  otherwise: () => "WRONG",
});

export const perceptioncomp = defineBenchmark<PerceptionComp>({
  load: (data) =>
    data.each((row) => {
      const texts = [0, 1, 2, 3, 4].map((i) => row.raw(`answer_choice_${i}`));
      const right = row.raw("answer_id");
      const category = row.text("category", "");
      return {
        id: row.text("key"),
        question: row.text("question", ""),
        questionType: category,
        choices: texts.flatMap((text, i) => (text === null ? [] : [{ letter: letterAt(i), text: textOf(text) }])),
        answer: typeof right === "number" && right >= 0 && right < 5 ? letterAt(right) : textOf(right),
        media: film(data.path("data", `${row.text("video_id", "")}.mp4`)),
        meta: { category, difficulty: row.number("difficulty") ?? 0 },
      };
    }),
  form: ({ choices }) => lettersOf(choices, "ABCDE"),
  reference: letterProtocol(extract),
  official: { judge: equal(official) },
  aggregate: summary({
    breakdowns: {
      category: by(({ meta }) => meta.category, { order: "sorted" }),
      difficulty: by(({ meta }) => meta.difficulty, { order: "sorted" }),
    },
  }),
});
