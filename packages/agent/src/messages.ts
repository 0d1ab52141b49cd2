import { evenIndices, keyFrames, type MediaInput, type SourceFrame, type VideoInfo } from "@spatialclaw/media";
import { type AnswerForm, describeForm } from "@spatialclaw/workspace";
import type { ChatMessage, ChatPart } from "./chat/types.ts";
import type { Picture } from "./context.ts";
import { prompt } from "./prompts/prompt.ts";

export function text(role: ChatMessage["role"], content: string): ChatMessage {
  return { role, parts: [{ type: "text", text: content }] };
}

/** What is seen before the first step: the question's own pictures, then frames of the input. */
export function firstPictures(input: MediaInput, budget: number, choose = evenIndices): Promise<Picture[]> {
  const references = (input.references ?? []).map((frame) => pictureOf(frame, `reference image ${frame.frameIndex}`));
  const frames = keyFrames(input, budget, choose).map((frame) => pictureOf(frame, frameLabel(frame)));
  return Promise.all([...references, ...frames]);
}

export function questionText(question: string, input: MediaInput, form: AnswerForm): string {
  return prompt("question", { question, input: describeInput(input), form: describeForm(form) });
}

export function pictureParts(pictures: readonly Picture[]): ChatPart[] {
  return pictures.map(({ label, image }) => ({ type: "image", label, image }));
}

async function pictureOf(frame: SourceFrame, label: string): Promise<Picture> {
  const { width, height } = frame;
  return { label, image: await frame.encoded(), width, height };
}

function frameLabel({ frameIndex, video, seconds }: SourceFrame): string {
  const of = video === undefined || video === null ? "" : ` of video ${video}`;
  return `frame ${frameIndex}${of}${seconds === null ? "" : ` (${seconds.toFixed(2)} s)`}`;
}

function describeInput(input: MediaInput): string {
  const { frames, videos = [], references = [] } = input;
  const [first, last] = [frames[0], frames.at(-1)];
  const size = first ? `${first.width}x${first.height} pixels` : "";
  const kinds = { images: "photos", video: "a video", capture: "a capture with depth and camera poses" };
  const all =
    videos.length > 1
      ? `${frames.length} frames from ${videos.length} videos: ${videos.map(describeVideo).join("; ")}.`
      : `${frames.length} frames of ${size} (frame indices ${first?.frameIndex} to ${last?.frameIndex}${times(input)}), from ${kinds[input.kind]}.`;
  return references.length === 0 ? all : `${all} The question comes with ${references.length} reference images.`;
}

function describeVideo(video: VideoInfo, i: number): string {
  const [from, to] = video.frames;
  return `video ${i + 1} has ${to - from} (InputImages_${i + 1}${times(video)})`;
}

function times({ durationSec, fps }: Pick<MediaInput, "durationSec" | "fps">): string {
  if (durationSec === null) return "";
  return `, ${durationSec.toFixed(1)} s${fps === null ? "" : ` at ${fps.toFixed(2)} frames per second`}`;
}
