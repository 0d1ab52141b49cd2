import { lettered } from "../benchmark/choices.ts";
import { defineBenchmark } from "../benchmark/define.ts";
import { lettersOf, TEXT } from "../benchmark/forms.ts";
import { filmAt, films } from "../benchmark/media.ts";
import { by, summary } from "../benchmark/summary.ts";
import type { Dataset } from "../data/dataset.ts";
import { python } from "../python/pattern.ts";
import { strip, stripEnd } from "../python/text.ts";
import { chosen, extractor } from "../scoring/extractor.ts";
import { capital, equal } from "../scoring/judges.ts";
import { withoutPhrases } from "../scoring/phrases.ts";
import { boxed, choiceText, marked, onlyLetter, pattern, step, tagged } from "../scoring/steps.ts";

type CvBench = { isYesno: boolean; options: string[] };

const TASKS = [
  "Cross-video Anomaly Detection",
  "Cross-video Scene Recognition",
  "Multi-video Key-Action Recognition",
  "Cross-video Event Retrieval",
  "Cross-video Object Recognition",
  "Multi-video Attribute Recognition",
  "Joint-video Counting",
  "Cross-video Entity Matching",
  "Multi-view Scene Understanding",
  "Multi-video Temporal Reasoning",
  "Joint-video Spatial Navigating",
  "Video Difference Caption",
  "Cross-video Counterfactual Reasoning",
  "Joint-video Summarization",
  "Cross-video Procedural Transfer",
];
const VIDEOS = ["video_1", "video_2", "video_3", "video_4"];
const OPTION = python("^([A-Da-d])[.)]\\s*(.*)");

const lastTag = tagged("answer", { last: true });
const inTag = (reply: string): string => strip(lastTag(reply) || reply);
const unmarked = (text: string): string => stripEnd(strip(text), ".").toLowerCase();

const yesNo = step("first yes or no", (text) => {
  const found = pattern("\\b(yes|no)\\b", { flags: "i" }).find(text, []);
  return found && `${found[0]}${found.slice(1).toLowerCase()}`;
});
const letter = [
  boxed("A-D", { blanks: true }),
  marked("A-D"),
  pattern("^([A-D])\\b", { flags: "i" }),
  onlyLetter("A-D"),
];

const readLetter = extractor({ prepare: inTag, steps: [...letter, choiceText(unmarked)] });
const readYesNo = extractor({ prepare: inTag, steps: [yesNo] });
const readEither = extractor({ prepare: inTag, steps: [...letter, yesNo] });
const extract = chosen<CvBench>(({ meta }) => (meta.isYesno ? readYesNo : readLetter));

/** Anywhere in the reply, inside words too. */
const official = chosen<CvBench>(({ meta }) =>
  extractor({
    prepare: withoutPhrases,
    steps: [pattern(meta.isYesno ? "(yes|no)" : "([A-D])", { flags: "i" })],
  }),
);

export const cvbench = defineBenchmark<CvBench>({
  async *load(data) {
    const root = await videosRoot(data);
    yield* data.each((row) => {
      const options = [...row.texts("options")];
      const isYesno = options.length > 0 && options.every((option) => /^(?:yes|no)$/.test(unmarked(option)));
      const names = VIDEOS.map((column) => row.text(column, "")).filter((name) => name !== "");
      return {
        id: row.text("id"),
        question: [row.trimmed("question"), ...options].join("\n"),
        questionType: row.text("task_type"),
        choices: isYesno ? [] : lettered(options, { own: OPTION }),
        choicesInQuestion: true,
        answer: row.trimmed("answer"),
        media: films(names.map((name) => filmAt(data.path(root, name)))),
        meta: { isYesno, options },
      };
    });
  },
  form: ({ meta, choices }) => (meta.isYesno ? TEXT : lettersOf(choices, "ABCD")),
  reference: {
    extract: (reply) => readEither(reply) || strip(reply),
    judge: equal(extract, { gold: ({ answer }) => answer, fold: capital }),
  },
  official: { judge: equal(official, { gold: ({ answer }) => answer, fold: capital }) },
  aggregate: summary({ breakdowns: { taskType: by(({ questionType }) => questionType, { order: TASKS }) } }),
});

/** The folder with the numbered folders of videos. */
async function videosRoot(data: Dataset): Promise<string> {
  for (const folder of ["videos", "CVBench", "."])
    if ((await data.entries(folder)).some((name) => /^\d+$/.test(name))) return folder;
  return ".";
}
