import { setImmediate } from "node:timers/promises";
import type { SourceFrame } from "@spatialclaw/media";
import type { Perception, Scale, SegmentPrompt } from "@spatialclaw/perception";
import { keyOf, type PageStore } from "@spatialclaw/store";
import type { ReconstructArgs, ReconstructResult, SegmentArgs, SegmentResult, ViewInfo, WirePrompt } from "../wire.ts";
import type { SceneRecorder } from "./record/recorder.ts";

/** The host's side of tools.Reconstruct and tools.SAM3: arrays become pages, the result names them. */
export function createPerceptionCalls(
  frames: readonly SourceFrame[],
  perception: Perception,
  pages: PageStore,
  onScale: (scale: Scale) => void,
  recorder: SceneRecorder | null = null,
) {
  const positions = new Map(frames.map((frame, at) => [frame, at]));
  const frameAt = (at: number): SourceFrame => {
    const frame = frames[at];
    if (!frame) throw new RangeError(`the input has no frame at position ${at}`);
    return frame;
  };
  const framesAt = (all: readonly number[]): SourceFrame[] => all.map(frameAt);
  const positionOf = (frame: SourceFrame): number => positions.get(frame) ?? -1;
  const promptOf = (prompt: WirePrompt): SegmentPrompt => {
    if ("text" in prompt) return prompt;
    const frame = frameAt(prompt.frame);
    const { negative = [] } = prompt;
    return "box" in prompt ? { frame, box: prompt.box, negative } : { frame, points: prompt.points, negative };
  };

  return {
    async reconstruct(args: ReconstructArgs, signal: AbortSignal): Promise<ReconstructResult> {
      const reconstruction = await perception.reconstruct(framesAt(args.frames), { signal });
      const { views, scale, world, notes } = reconstruction;
      if (views.length === 0) throw new Error(`none of the ${args.frames.length} frames could be reconstructed`);
      onScale(scale);
      const sent: ViewInfo[] = [];
      for (const view of views) {
        // Naming a page by its content takes a while: other work of the process gets its turn.
        await setImmediate();
        sent.push({
          frame: positionOf(view.frame),
          intrinsics: { ...view.intrinsics },
          c2w: [...view.pose.matrix],
          depth: pages.put(bytesOf(view.depth)),
          confidence: view.confidence === null ? null : pages.put(bytesOf(view.confidence)),
        });
      }
      return {
        id: recorder?.reconstructed(keyOf(sent), reconstruction) ?? 0,
        scale: { source: scale.source, metric: scale.metric, confidence: scale.confidence },
        world: { up: world.up, confidence: world.confidence, ground: world.ground },
        notes: [...notes],
        views: sent,
      };
    },

    /** The cell gave the reconstruction another scale: the answer's is that one. */
    async rescaled(scale: ReconstructResult["scale"]): Promise<null> {
      onScale(scale);
      return null;
    },

    async segment(args: SegmentArgs, signal: AbortSignal): Promise<SegmentResult> {
      const found = await perception.segment(framesAt(args.frames), promptOf(args.prompt), { signal });
      const sent = found.objects.map(({ label, score, masks }) => ({
        label,
        score,
        masks: [...masks].map(([frame, mask]) => ({
          frame: positionOf(frame),
          area: mask.area,
          bits: pages.put(mask.bits),
        })),
      }));
      recorder?.segmented(wordsOf(args.prompt), sent.map(keyOf), found);
      return { note: found.note, objects: sent };
    },
  };
}

/** For whoever looks at the scene. */
function wordsOf(prompt: WirePrompt): string {
  if ("text" in prompt) return prompt.text;
  return "box" in prompt ? "what is in a box" : "what is at a point";
}

function bytesOf(array: Float32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
