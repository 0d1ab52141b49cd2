import { lettered } from "../benchmark/choices.ts";
import { defineBenchmark } from "../benchmark/define.ts";
import { lettersOf } from "../benchmark/forms.ts";
import { film } from "../benchmark/media.ts";
import { by, summary } from "../benchmark/summary.ts";
import { python } from "../python/pattern.ts";
import { extractor } from "../scoring/extractor.ts";
import { genericLetter } from "../scoring/generic.ts";
import { capital, equal } from "../scoring/judges.ts";
import { withoutPhrases } from "../scoring/phrases.ts";
import { letterProtocol } from "../scoring/protocols.ts";
import { pattern } from "../scoring/steps.ts";

type VideoMme = { duration: string; domain: string; taskType: string; subtitlePath: string | null };

/** From what is generally known of the published evaluator. */
const official = extractor({ prepare: withoutPhrases, steps: [pattern("([A-D])")] });

const OPTION = python("^([A-Z])\\.\\s*(.*)");

export const videomme = defineBenchmark<VideoMme>({
  load: (data) =>
    data.each(async (row) => {
      const [name, taskType] = [row.text("videoID"), row.text("task_type")];
      const subtitles = data.path("subtitle", `${name}.srt`);
      return {
        id: row.text("question_id"),
        question: row.text("question"),
        questionType: taskType,
        choices: lettered(row.list("options"), { own: OPTION }),
        answer: capital(row.text("answer")),
        media: film(data.path("data", `${name}.mp4`)),
        meta: {
          duration: row.text("duration", ""),
          domain: row.text("domain", ""),
          taskType,
          subtitlePath: (await data.exists(subtitles)) ? subtitles : null,
        },
      };
    }),
  labels: ({ meta }) => [meta.taskType, meta.duration],
  form: ({ choices }) => lettersOf(choices, "ABCD"),
  reference: letterProtocol(genericLetter),
  official: { judge: equal(official) },
  aggregate: summary({
    breakdowns: {
      duration: by(({ meta }) => meta.duration, { order: "sorted" }),
      domain: by(({ meta }) => meta.domain, { order: "sorted" }),
      taskType: by(({ meta }) => meta.taskType, { order: "sorted" }),
    },
  }),
});
