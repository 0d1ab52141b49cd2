import { createKernel, type KernelLimits } from "@spatialclaw/kernel";
import type { MediaInput } from "@spatialclaw/media";
import type { Perception } from "@spatialclaw/perception";
import { answerFormOf, createWorkspace } from "@spatialclaw/workspace";
import type { ChatModel } from "./chat.ts";
import type { AgentEvent } from "./events.ts";
import { type AskLimits, DEFAULT_ASK_LIMITS } from "./limits.ts";
import { type RunEnd, runLoop } from "./loop.ts";
import { frameLabel, keyFrames } from "./messages.ts";
import { EventStream } from "./stream.ts";
import type { PictureExt, TraceWriter } from "./trace.ts";
import { createVlm } from "./vlm.ts";

export interface AskOptions {
  readonly question: string;
  readonly input: MediaInput;
  /** As the user named them; for the trace. */
  readonly paths: readonly string[];
  readonly model: ChatModel;
  readonly perception: Perception;
  /** Closed when the run has ended. */
  readonly trace: TraceWriter;
  readonly limits?: Partial<AskLimits>;
  readonly kernelLimits?: Partial<KernelLimits>;
  readonly signal?: AbortSignal;
  /** Learns the id of each kernel process, so that a test can kill it. */
  readonly onKernel?: (kernel: { readonly pid: number | undefined }) => void;
}

/**
 * Asks one question. Events as they come, `result()` for the end. The trace is written event by event whether or
 * not somebody reads. Rejects only when the session cannot be set up or the trace cannot be written.
 */
export function ask(options: AskOptions): EventStream<AgentEvent, RunEnd> {
  return new EventStream(traced(options));
}

async function* traced(options: AskOptions): AsyncGenerator<AgentEvent, RunEnd> {
  const { question, input, model, perception, trace } = options;
  const limits = { ...DEFAULT_ASK_LIMITS, ...options.limits };
  const form = answerFormOf(question);
  const workspace = await createWorkspace({ input, perception, vlm: createVlm(model), answerForm: form });
  const kernel = await createKernel({
    ...workspace.kernelOptions,
    ...(options.kernelLimits ? { limits: options.kernelLimits } : {}),
  });
  try {
    options.onKernel?.(kernel as unknown as { pid: number | undefined });
    const timeout = AbortSignal.timeout(limits.timeoutMs);
    const loop = runLoop({
      question,
      form,
      input,
      paths: options.paths,
      model,
      perception,
      kernel,
      workspace,
      limits,
      signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout,
      keep: ({ image, label, width, height }) =>
        trace.addPicture(image.bytes, extension(image.mime), label, width, height),
    });
    for (;;) {
      const step = await loop.next();
      if (step.done) return step.value;
      const event =
        step.value.type === "run.start" ? { ...step.value, pictures: await inputPictures(options) } : step.value;
      trace.write(event);
      yield event;
    }
  } finally {
    trace.close();
    await kernel.close();
  }
}

async function inputPictures({ input, trace }: AskOptions) {
  return Promise.all(
    keyFrames(input.frames).map(async (frame) => {
      const image = await frame.encoded();
      return trace.addPicture(image.bytes, extension(image.mime), frameLabel(frame), frame.width, frame.height);
    }),
  );
}

function extension(mime: string): PictureExt {
  return mime === "image/png" ? "png" : mime === "image/webp" ? "webp" : "jpg";
}
