import type { MediaInput, SourceFrame } from "@spatialclaw/media";
import { type AnswerForm, describeForm } from "@spatialclaw/workspace";
import type { ChatMessage, ChatPart } from "./chat/types.ts";
import { prompt } from "./prompts/prompt.ts";

/** Pictures in the first message; more are a `show` away. */
export const KEY_FRAMES = 8;

export function text(role: ChatMessage["role"], content: string): ChatMessage {
  return { role, parts: [{ type: "text", text: content }] };
}

/** Evenly spread, first and last included. */
export function keyFrames(frames: readonly SourceFrame[], most = KEY_FRAMES): SourceFrame[] {
  if (frames.length <= most) return [...frames];
  const indices = Array.from({ length: most }, (_, i) => Math.round((i * (frames.length - 1)) / (most - 1)));
  return indices.map((i) => frames[i]).filter((f) => f !== undefined);
}

export function questionText(question: string, input: MediaInput, form: AnswerForm): string {
  return prompt("question", { question, input: describeInput(input), form: describeForm(form) });
}

export function frameLabel(frame: SourceFrame): string {
  return `frame ${frame.frameIndex}${frame.seconds === null ? "" : ` (${frame.seconds.toFixed(2)} s)`}`;
}

export async function pictureParts(frames: readonly SourceFrame[]): Promise<ChatPart[]> {
  return Promise.all(
    frames.map(async (frame) => ({ type: "image" as const, label: frameLabel(frame), image: await frame.encoded() })),
  );
}

function describeInput(input: MediaInput): string {
  const { frames, fps, durationSec } = input;
  const first = frames[0];
  const last = frames.at(-1);
  const size = first ? `${first.width}x${first.height} pixels` : "";
  const time =
    durationSec === null
      ? ""
      : `, ${durationSec.toFixed(1)} s${fps === null ? "" : ` at ${fps.toFixed(2)} frames per second`}`;
  const kinds = { images: "photos", video: "a video", capture: "a capture with depth and camera poses" };
  return `${frames.length} frames of ${size} (frame indices ${first?.frameIndex} to ${last?.frameIndex}${time}), from ${kinds[input.kind]}.`;
}
