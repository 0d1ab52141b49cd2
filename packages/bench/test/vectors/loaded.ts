import path from "node:path";
import { cotQuestion, directQuestion, instruction } from "../../src/benchmark/ask.ts";
import type { ImageRef, Media, Sample } from "../../src/benchmark/types.ts";
import { camel, choicesOf, differences, type Fields, type LoadedSample } from "./read.ts";

/** Fields of a vector's sample that ours has in places of its own. */
const PLACES: Readonly<Record<string, (sample: Sample, paths: Paths) => unknown>> = {
  sample_id: ({ id }) => id,
  question: ({ question }) => question,
  question_type: ({ questionType }) => questionType,
  answer: ({ answer }) => answer,
  images: ({ media }, { images }) => images(media.show === "groups" ? shown(media) : media.images),
  video: ({ media }, { file }) => file(media.video),
  choices: ({ choices, choicesInQuestion }) => (choicesInQuestion ? [] : choices),
  letter_choices: ({ choices }) => choices,
  image_groups: ({ media }, { images }) => media.groups.map((group) => images(group.images)),
  frame_indices_groups: ({ media }) => media.groups.map((group) => group.images.map((_, i) => i)),
  fps_per_video: ({ media }) => media.groups.map(({ fps }) => fps ?? 0),
  total_frames_per_video: ({ media }) => media.groups.map(({ totalFrames }) => totalFrames),
  duration_per_video: ({ media }) => media.groups.map(({ durationSec }) => durationSec ?? 0),
  video_names: ({ media }) => media.groups.map(({ name }) => name),
  video_paths: ({ media }, { file }) => media.groups.map((group) => file(group.path)),
  ref_images: ({ media }, { images }) => images(media.references),
  fps: ({ media }) => media.fps,
  duration_sec: ({ media }) => media.durationSec,
  total_video_frames: ({ media }) => media.totalFrames,
};

interface Paths {
  file(file: string | null): string;
  images(images: readonly ImageRef[]): string[];
}

/** CVBench's frames are still to be taken; MMSI-Video ships them. */
const shown = (media: Media): readonly ImageRef[] => media.groups.flatMap((group) => group.images);

/** Where a loaded sample and its questions are not the vector's. */
export function loadedDifferences(sample: Sample, expected: LoadedSample, root: string): string[] {
  const file = (name: string | null): string => (name === null ? "" : name.replace(root, "<DATA>"));
  const images = (refs: readonly ImageRef[]): string[] =>
    refs.map((ref) => (ref.kind === "file" ? file(ref.path) : path.posix.join("<DATA>", ref.name)));
  const meta = Object.fromEntries(
    Object.entries(sample.meta).map(([name, value]) => [name, typeof value === "string" ? file(value) : value]),
  );
  const actual: Fields = {};
  const wanted: Fields = {};
  for (const [name, value] of Object.entries(expected.sample)) {
    const place = PLACES[name];
    actual[name] = place ? place(sample, { file, images }) : meta[camel(name)];
    wanted[name] = /choices$/.test(name) && typeof value === "object" ? choicesOf(value) : value;
  }
  return differences(
    {
      ...actual,
      instruction: instruction(sample, "<PROMPT>"),
      session: sample.id,
      video: file(sample.media.video),
      cot: cotQuestion(sample, "<PROMPT>", "<COT_TAIL>"),
      direct: directQuestion(sample, "<DIRECT_TAIL>"),
    },
    {
      ...wanted,
      sample_id: String(wanted.sample_id),
      instruction: expected.instruction,
      session: expected.session_id,
      video: expected.video_source ?? (wanted.video as string | undefined) ?? "",
      cot: expected.cot_question,
      direct: expected.direct_question,
    },
    sample.id,
  );
}
