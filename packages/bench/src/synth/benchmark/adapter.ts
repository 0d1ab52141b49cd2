import path from "node:path";
import { inOrder } from "../../benchmark/choices.ts";
import { defineBenchmark } from "../../benchmark/define.ts";
import { lettersOf, NUMBER } from "../../benchmark/forms.ts";
import { file, pictures } from "../../benchmark/media.ts";
import { by, summary } from "../../benchmark/summary.ts";
import type { Choice, Sample } from "../../benchmark/types.ts";
import { parseFloatLike } from "../../python/numbers.ts";
import { asWritten, chosen } from "../../scoring/extractor.ts";
import { genericLetter } from "../../scoring/generic.ts";
import { equal, judgeBy, numeric } from "../../scoring/judges.ts";
import { mra } from "../../scoring/mra.ts";
import { synthHome, synthOptions } from "./options.ts";
import type { SynthQuestion } from "./types.ts";
import { worded } from "./wording.ts";

type Synth = { part: string; scene: string };

const number = (reply: string) => ({ value: parseFloatLike(reply), shown: reply });

/** Made here from seeds, with exact truth from meshes and poses: docs/bench.md tells what and how. */
export const synth = defineBenchmark<Synth>({
  async *load(data) {
    // What renders is large; only who generates pays for it.
    const { sets } = await import("./store.ts");
    const asked = new Map<string, number>();
    const options = synthOptions(data.card);
    const report = (made: number): void => data.report("rendering", made - options.seed + 1, options.sets);
    for await (const { set, folder } of sets(data.root, options, report)) {
      for (const question of set.questions) {
        const times = asked.get(question.wording) ?? 0;
        asked.set(question.wording, times + 1);
        yield sampleOf(question, set.seed, folder, times);
      }
    }
  },
  home: synthHome,
  labels: ({ questionType, meta }) => [questionType, meta.part, lineOf(meta.part, questionType)],
  cluster: ({ meta }) => meta.scene,
  form: ({ choices }) => (choices.length > 0 ? lettersOf(choices, "ABCD") : NUMBER),
  measure: mra(),
  reference: {
    extract: chosen(({ choices }) => (choices.length > 0 ? genericLetter : asWritten)),
    judge: judgeBy(({ choices }) => (choices.length > 0 ? equal(genericLetter) : numeric(number, mra()))),
  },
  aggregate: summary({
    macro: "family",
    breakdowns: {
      family: by(({ questionType, meta }) => lineOf(meta.part, questionType)),
      part: by(({ meta }) => meta.part),
    },
  }),
});

const lineOf = (part: string, family: string): string => `${part} ${family}`;

function sampleOf(question: SynthQuestion, seed: number, folder: string, times: number): Sample<Synth> {
  const { part, family, wording, params, capture, answer, options } = question;
  const choices: Choice[] = options ? inOrder([...options]) : [];
  const letter = choices.find(({ text }) => text === answer)?.letter;
  return {
    id: [part, seed, capture, family].join("/").replaceAll(" ", "_"),
    question: worded(wording, params, times),
    questionType: family,
    choices,
    choicesInQuestion: false,
    answer: letter ?? String(answer),
    media: pictures([file(path.join(folder, capture))]),
    meta: { part, scene: `scene ${seed}` },
  };
}
