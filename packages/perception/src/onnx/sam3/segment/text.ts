import { Mask } from "@spatialclaw/geometry";
import { InputError, type SourceFrame } from "@spatialclaw/media";
import type { Segmentation, SegmentedObject, SegmentPrompt } from "../../../types.ts";
import { cleanText } from "../image/prompt-text.ts";
import type { DetectInput, DetectOutput } from "../image/task.ts";
import { checkMaskBytes } from "../limits.ts";
import type { FoundTrack } from "../video/tracks.ts";
import type { SegmentJobs } from "./jobs.ts";
import { CUT_TEXT, noteOn, ONE_BY_ONE } from "./notes.ts";
import { type Sequence, sequencesOf } from "./sequences.ts";

type TextPrompt = Extract<SegmentPrompt, { text: string }>;

export interface TextModels {
  readonly text: string;
  /** A tracker with a memory; null: there is none. */
  readonly memory: string | null;
}

/** What was found in one sequence. */
interface Found {
  readonly objects: readonly SegmentedObject[];
  readonly isCut: boolean;
  /** The surest of what does not count; 0: nothing comes near. */
  readonly nearest: number;
  readonly threshold: number;
}

/** Everything that a text, examples or both mean. */
export async function segmentByText(
  jobs: SegmentJobs,
  models: TextModels,
  frames: readonly SourceFrame[],
  prompt: TextPrompt,
): Promise<Segmentation> {
  const { text, examples = [] } = prompt;
  const phrase = cleanText(text);
  if (phrase === "" && examples.length === 0)
    throw new InputError('the text is empty; expected what to look for, in a few words ("red chair")');
  const strange = examples.find(({ frame }) => !frames.includes(frame));
  if (strange)
    throw new InputError(`an example is of frame ${strange.frame.frameIndex}, which is not among the frames to search`);
  const sequences = sequencesOf(frames);
  const most = models.memory === null ? jobs.limits.searchedFrames : jobs.limits.followedFrames;
  for (const { frames: all } of sequences) checkLength(all.length, most);
  const found: Found[] = [];
  for (const sequence of sequences) found.push(await searched(jobs, models, sequence, prompt));
  const objects = found.flatMap((one) => one.objects);
  checkMaskBytes(
    objects.flatMap(({ masks }) => [...masks.values()]),
    jobs.limits.maskBytes,
  );
  const isFollowed = sequences.some((sequence) => sequence.frames.length > 1);
  const tracking = !isFollowed ? null : models.memory === null ? "detection" : "memory";
  const singles = sequences.filter((sequence) => sequence.frames.length === 1).length;
  const more = [
    ...(found.some(({ isCut }) => isCut) ? [CUT_TEXT] : []),
    ...(singles > 1 && objects.length > 0 ? [ONE_BY_ONE] : []),
    ...(objects.length === 0 ? nearMiss(found) : []),
  ];
  const what = phrase === "" ? "the examples" : JSON.stringify(clipped(phrase));
  return { objects, tracking, note: noteOn({ what, objects, frames: [...new Set(frames)], tracking, more }) };
}

async function searched(
  jobs: SegmentJobs,
  models: TextModels,
  { frames, stride }: Sequence,
  { text, examples = [] }: TextPrompt,
): Promise<Found> {
  const isSingle = frames.length === 1;
  const phrase = cleanText(text);
  const { weakShare } = (await jobs.about(models.text)).association;
  const detected = await jobs.each(frames, (frame): Promise<DetectOutput | null> => {
    const here = examples.filter((example) => example.frame === frame);
    // Without a text only what looks like an example in the same frame can be meant.
    if (phrase === "" && here.length === 0) return Promise.resolve(null);
    const prompt: Omit<DetectInput, "picture"> = {
      text: phrase === "" ? null : phrase,
      examples: here.map(({ box, positive }) => ({ box, positive })),
      // To keep tracks alive, and to say how near a miss was.
      leastShare: weakShare,
      full: isSingle,
      looks: !isSingle && models.memory === null,
    };
    return jobs.detect(models.text, frame, prompt);
  });
  const outputs = detected.flatMap((one) => one ?? []);
  const threshold = Math.max(0, ...outputs.map((one) => one.threshold));
  const weak = outputs.flatMap(({ detections }) => detections).filter(({ score }) => score <= threshold);
  const nearest = Math.max(0, ...weak.map(({ score }) => score));
  const isCut = outputs.some((one) => one.isCut);
  const label = phrase === "" ? "object" : phrase;
  if (isSingle) return { objects: singles(label, frames[0]!, outputs[0], threshold), isCut, nearest, threshold };
  const sizes = frames.map(({ width, height }) => ({ width, height }));
  const detections = detected.map(
    (one) => one?.detections.map(({ patch, score, look }) => ({ patch, score, look })) ?? [],
  );
  const { limits } = jobs;
  const tracks =
    models.memory === null
      ? await jobs.associate(models.text, {
          frames: detections.map((list, at) => ({ size: sizes[at]!, detections: list })),
          threshold,
          stride,
          limits,
        })
      : await jobs.followText(models.memory, {
          frames: (await jobs.shrunk(models.memory, frames)).map((frame, at) => ({
            ...frame,
            detections: detections[at]!.flatMap(({ patch, score }) =>
              score > threshold ? [{ patch, score, prompt: 0 }] : [],
            ),
          })),
          stride,
          limits,
        });
  return { objects: tracks.map((track) => objectOf(label, track, frames)), isCut, nearest, threshold };
}

function singles(label: string, frame: SourceFrame, output: DetectOutput | undefined, threshold: number) {
  const counting = output?.detections.filter(({ score }) => score > threshold) ?? [];
  return counting
    .toSorted((a, b) => b.score - a.score)
    .map(({ score, bits }): SegmentedObject => ({ label, score, masks: new Map([[frame, maskOf(frame, bits!)]]) }))
    .filter(({ masks }) => [...masks.values()].some(({ area }) => area > 0));
}

function objectOf(label: string, { score, masks }: FoundTrack, frames: readonly SourceFrame[]): SegmentedObject {
  const seen = masks.map(({ at, bits }) => [frames[at]!, maskOf(frames[at]!, bits)] as const);
  return { label, score, masks: new Map(seen.filter(([, mask]) => mask.area > 0)) };
}

export function maskOf({ width, height }: SourceFrame, bits: Uint8Array): Mask {
  return Mask.fromBits(width, height, bits);
}

function nearMiss(found: readonly Found[]): string[] {
  const best = found.reduce((a, b) => (b.nearest > a.nearest ? b : a), found[0]!);
  return best.nearest > 0
    ? [`the surest candidate scores ${best.nearest.toFixed(2)}, less than ${best.threshold.toFixed(2)}`]
    : [];
}

function checkLength(frames: number, most: number): void {
  if (frames > most)
    throw new InputError(
      `SAM 3 searches a text in at most ${most} frames of a video at once, got ${frames}; pass fewer, for example frames.sample(${most})`,
    );
}

/** Notes are one short line. */
function clipped(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
