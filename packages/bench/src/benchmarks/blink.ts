import { inOrder } from "../benchmark/choices.ts";
import { defineBenchmark } from "../benchmark/define.ts";
import { lettersOf } from "../benchmark/forms.ts";
import { pictures } from "../benchmark/media.ts";
import { by, summary } from "../benchmark/summary.ts";
import { failed } from "../benchmark/verdict.ts";
import { strip, words } from "../python/text.ts";
import { extractor } from "../scoring/extractor.ts";
import { bothSides, capital, equal } from "../scoring/judges.ts";
import { boxed, pattern, step, within } from "../scoring/steps.ts";

type Blink = { subtask: string; prompt: string; explanation: string };

const COLUMNS = ["image_1", "image_2", "image_3", "image_4"];

/** The letter in brackets that stands as a word of its own, when there is no other. */
const onlyBracketed = step("the only (A)-(E) among the words", (text) => {
  const found = new Set(words(text).filter((word) => /^\([A-E]\)$/.test(word)));
  return found.size === 1 ? ([...found][0]?.[1] ?? null) : null;
});

const letter = extractor({
  steps: [
    pattern("^([A-Ea-e])$"),
    pattern("^\\(([A-Ea-e])\\)$"),
    boxed("A-E", { last: true }),
    onlyBracketed,
    within("the last paragraph", (text) => text.split("\n\n").at(-1) ?? null, onlyBracketed),
    pattern("\\(([A-E])\\)", { last: true }),
    pattern("(?:answer|choice|option)\\s+(?:is\\s+)?([A-E])\\b", { flags: "i" }),
    pattern("^([A-Ea-e])(?![A-Za-z])"),
  ],
  otherwise: () => "Z",
});

/** Letters in brackets; (Z) where none is found, blank replies included. */
const extract = (reply: string): string => `(${letter(reply)})`;
const NOTHING = "(Z)";

const goldOf = (answer: string): string => {
  const text = capital(answer);
  return text.startsWith("(") ? text : `(${text})`;
};

const compare = equal<Blink>(extract, { gold: ({ answer }) => goldOf(answer) });
const isBlank = (reply: string): boolean => reply !== "" && strip(reply) === "";

export const blink = defineBenchmark<Blink>({
  load: (data) =>
    data.each((row) => {
      const [id, subtask] = [row.text("idx"), row.file.split("/")[0] as string];
      const named = (column: string) => () => `.image_cache/${id.replaceAll("/", "_")}_${column}.jpg`;
      return {
        id,
        question: row.text("question"),
        questionType: subtask,
        choices: inOrder(row.texts("choices")),
        answer: row.text("answer"),
        media: pictures(COLUMNS.flatMap((column) => row.images(column, named(column)))),
        meta: { subtask, prompt: row.text("prompt", ""), explanation: row.text("explanation", "") },
      };
    }),
  form: ({ choices }) => lettersOf(choices, "ABCDE"),
  reference: {
    extract,
    // The published scorer ends with an error there.
    judge: (reply, sample) => (isBlank(reply) ? failed("the reply is blank", NOTHING) : compare(reply, sample)),
    perSample: (reply, sample) => (isBlank(reply) ? 0 : bothSides(extract)(reply, sample)),
  },
  aggregate: summary({
    macro: "subtask",
    breakdowns: { subtask: by(({ meta }) => meta.subtask, { order: "sorted" }) },
  }),
});
