import {
  by,
  defineBenchmark,
  file,
  judgeBy,
  mra,
  NUMBER,
  numeric,
  parseFloatLike,
  pictures,
  summary,
} from "@spatialclaw/bench/adapter";

/** Every question is about one room. */
export default defineBenchmark<Record<string, never>>({
  load: (data) =>
    data.each((row) => ({
      id: row.text("id"),
      question: row.text("question"),
      questionType: "distance",
      answer: row.text("answer"),
      media: pictures([file(data.path("room"))]),
      meta: {},
    })),
  form: () => NUMBER,
  reference: {
    extract: (reply) => reply,
    judge: judgeBy(() => numeric((reply) => ({ value: parseFloatLike(reply), shown: reply }), mra())),
  },
  aggregate: summary({ breakdowns: { type: by(({ questionType }) => questionType) } }),
});
