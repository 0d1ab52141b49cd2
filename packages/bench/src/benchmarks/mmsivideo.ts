import path from "node:path";
import { inOrder } from "../benchmark/choices.ts";
import { defineBenchmark } from "../benchmark/define.ts";
import { lettersOf } from "../benchmark/forms.ts";
import { file, films, pictures } from "../benchmark/media.ts";
import { by, summary } from "../benchmark/summary.ts";
import type { VideoGroup } from "../benchmark/types.ts";
import type { Row } from "../data/row.ts";
import { asWritten, extractor } from "../scoring/extractor.ts";
import { genericLetter } from "../scoring/generic.ts";
import { equal } from "../scoring/judges.ts";
import { letterProtocol } from "../scoring/protocols.ts";
import { pattern } from "../scoring/steps.ts";

type MmsiVideo = { hint: string; numVideos: number };
interface Film {
  readonly path: string;
  readonly fps: number | null;
  readonly seconds: number;
}

/** Short and full names of types; the data set spells one of them "Memoery". */
const CATEGORIES: readonly (readonly [string, RegExp])[] = [
  ["Planning", /^(?:Planning|Prediction)$/],
  ["Cross-Video", /^(?:\(Cross-Video\) )?(?:Memo(?:e)?ry Update|Multi-View Integration)$/],
  ["Motion Understanding", /^(?:\(Motion Understanding\) )?(?:Camera|Instance|Interactive) Motion$/],
  [
    "Spatial Construction",
    /^(?:Camera-Instance|Camera-Scene|Instance-Instance|Instance-Scene|Attribute|Scene-Scene)$|^\(Spatial Construction\) /,
  ],
];

const categoryOf = (type: string): string => CATEGORIES.find(([, names]) => names.test(type))?.[0] ?? "Other";

/** The benchmark's own evaluator, as far as its order of rules is known. */
const official = extractor({
  prepare: asWritten,
  steps: [
    pattern("boxed\\{\\W*([A-F])\\b"),
    pattern('"answer"\\s*:\\s*"?\\W*([A-F])\\b'),
    pattern("answer is\\W*([A-F])\\b", { last: true }),
    pattern("Answer: \\W*([A-F])\\b", { last: true }),
    pattern("^\\s*([A-F])\\s*(?:\\.|$)"),
  ],
});

export const mmsivideo = defineBenchmark<MmsiVideo>({
  load: (data) =>
    data.each((row) => {
      const frames = row
        .list("frames_list")
        .map((names) => (names as string[]).map((name) => file(data.path("frames", name))));
      const videos = videosIn(row, (name) => data.path("videos", name));
      const references = row.texts("ref_images").map((name) => file(data.path("ref_images", name)));
      const seconds = videos.reduce((sum, video) => sum + video.seconds, 0);
      const details = {
        references,
        video: videos.length === 1 ? (videos[0]?.path ?? null) : null,
        fps: videos[0]?.fps ?? null,
        durationSec: seconds > 0 ? seconds : null,
        totalFrames: frames.flat().length,
      };
      return {
        id: row.text("id"),
        question: withReferences(row.text("ori_question"), references.length),
        questionType: row.text("type"),
        choices: inOrder(row.texts("options")),
        answer: row.text("ground_truth"),
        media: frames.length > 1 ? films(groupsOf(frames, videos), details) : pictures(frames.flat(), details),
        meta: { hint: row.text("hint", ""), numVideos: frames.length },
      };
    }),
  form: ({ choices }) => lettersOf(choices, "ABCDEF"),
  reference: letterProtocol(genericLetter),
  official: { judge: equal(official) },
  aggregate: summary({
    breakdowns: {
      type: by(({ questionType }) => questionType),
      category: by(({ questionType }) => categoryOf(questionType)),
    },
  }),
});

function videosIn(row: Row, place: (name: string) => string): Film[] {
  return row.list("video_list").map((entry) => {
    const { path: name, base_fps, start, end } = entry as Record<string, string | number | null>;
    const fps = base_fps === null || base_fps === undefined ? null : Number(base_fps);
    return { path: place(String(name)), fps, seconds: Number(end ?? 0) - Number(start ?? 0) };
  });
}

/** Each list of frames with its video, where the annotation has as many videos as lists. */
function groupsOf(frames: readonly VideoGroup["images"][], videos: readonly Film[]): VideoGroup[] {
  const fps = videos[0]?.fps ?? null;
  const matched = videos.length === frames.length;
  return frames.map((images, i) => {
    const video = matched ? videos[i] : undefined;
    return {
      name: video ? path.basename(video.path) : `video_${i + 1}`,
      path: video?.path ?? null,
      images,
      fps: video?.fps ?? fps,
      durationSec: Math.max(video?.seconds ?? 0, 0),
      totalFrames: images.length,
    };
  });
}

/** Tags become names of the reference images, when there are as many. */
function withReferences(question: string, count: number): string {
  const tags = question.split("<image>").length - 1;
  if (count === 0 || tags !== count) return question;
  let next = 1;
  return question.replace(/<image>/g, () => `[reference image #${next++}]`);
}
