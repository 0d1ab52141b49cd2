import { defineBenchmark } from "../benchmark/define.ts";
import { letters } from "../benchmark/forms.ts";
import { pictures } from "../benchmark/media.ts";
import { by, summary } from "../benchmark/summary.ts";
import type { ImageRef } from "../benchmark/types.ts";
import type { Row } from "../data/row.ts";
import { strip } from "../python/text.ts";
import { extractor } from "../scoring/extractor.ts";
import { equal } from "../scoring/judges.ts";

type Erqa = { visualIndices: number[]; numImages: number };

const lower = (text: string): string => strip(text).toLowerCase();

/** Exact match once periods are gone; the benchmark's own evaluator does the same. */
const extract = extractor({ prepare: (text) => lower(text.replaceAll(".", "")), steps: [], otherwise: (text) => text });
const exact = equal<Erqa>(extract, { gold: ({ answer }) => lower(answer) });

export const erqa = defineBenchmark<Erqa>({
  load: (data) =>
    data.each((row) => {
      const images = imagesOf(row);
      const visualIndices = row.list("visual_indices").map(Number).slice(0, images.length);
      return {
        id: row.text("question_id", `erqa_${padded(row)}`),
        question: withMarkers(row.text("question"), visualIndices, images.length),
        questionType: row.text("question_type", "Unknown"),
        answer: row.text("answer", ""),
        media: pictures(images),
        meta: { visualIndices, numImages: images.length },
      };
    }),
  form: () => letters("ABCD"),
  reference: { extract, judge: exact },
  official: { judge: exact },
  aggregate: summary({
    breakdowns: {
      questionType: by(({ questionType }) => questionType, { order: "sorted" }),
      images: by(({ meta }) => (meta.numImages > 1 ? "multi" : "single"), { order: ["single", "multi"] }),
    },
  }),
});

const padded = (row: Row): string => String(row.position).padStart(4, "0");

/** The table has a column `images`; the older records name their pictures otherwise. */
function imagesOf(row: Row): readonly ImageRef[] {
  const name = (position: number): string => `extracted_images/sample_${padded(row)}/img_${position}.png`;
  return [...row.images("images", name), ...row.images("image/encoded", name)];
}

/** Puts `<image>` where the pictures stand in the text; indices count characters. */
function withMarkers(question: string, indices: readonly number[], count: number): string {
  if (count === 0) return question;
  if (indices.every((index) => index === 0))
    return `${Array.from({ length: count }, () => "<image>").join(" ")}\n${question}`;
  const characters = [...question];
  let at = 0;
  let text = "";
  for (const index of indices.toSorted((a, b) => a - b)) {
    text += `${characters.slice(at, Math.max(index, at)).join("")}<image>`;
    at = Math.max(index, at);
  }
  return text + characters.slice(at).join("");
}
