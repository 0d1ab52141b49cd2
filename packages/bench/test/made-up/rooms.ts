import {
  boxed,
  by,
  capital,
  defineBenchmark,
  equal,
  extractor,
  file,
  inOrder,
  judgeBy,
  lettersOf,
  marked,
  mra,
  NUMBER,
  numeric,
  parseFloatLike,
  pictures,
  summary,
} from "@spatialclaw/bench/adapter";

/** What the tables go by, besides the type of question. */
type Rooms = { room: string };

/** How the published evaluator of this benchmark reads a letter, and a number. */
const letter = extractor({ steps: [boxed("A-D"), marked("A-D")], otherwise: capital });
const number = (reply: string) => ({ value: parseFloatLike(reply), shown: reply });

export default defineBenchmark<Rooms>({
  load: (data) =>
    data.each((row) => ({
      id: row.text("id"),
      question: row.text("question"),
      questionType: row.text("type"),
      choices: inOrder(row.texts("options")),
      answer: row.text("answer"),
      media: pictures(row.texts("images").map((name) => file(data.path("images", name)))),
      meta: { room: row.text("room") },
    })),
  form: ({ choices }) => (choices.length > 0 ? lettersOf(choices, "ABCD") : NUMBER),
  reference: {
    extract: letter,
    judge: judgeBy(({ choices }) => (choices.length > 0 ? equal(letter) : numeric(number, mra()))),
  },
  aggregate: summary({
    macro: "type",
    breakdowns: {
      type: by(({ questionType }) => questionType),
      room: by(({ meta }) => meta.room, { order: "sorted" }),
    },
  }),
});
