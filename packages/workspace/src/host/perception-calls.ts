import type { SourceFrame } from "@spatialclaw/media";
import type { Perception, Scale, SegmentPrompt } from "@spatialclaw/perception";
import type { PageStore } from "@spatialclaw/store";
import type { ReconstructArgs, ReconstructResult, SegmentArgs, SegmentResult, WirePrompt } from "../wire.ts";

/** The host's side of tools.Reconstruct and tools.SAM3: arrays become pages, the result names them. */
export function createPerceptionCalls(
  frames: readonly SourceFrame[],
  perception: Perception,
  pages: PageStore,
  onScale: (scale: Scale) => void,
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
    return "box" in prompt ? { frame, box: prompt.box } : { frame, points: prompt.points };
  };

  return {
    async reconstruct(args: ReconstructArgs, signal: AbortSignal): Promise<ReconstructResult> {
      const { views, scale } = await perception.reconstruct(framesAt(args.frames), { signal });
      if (views.length === 0) throw new Error(`none of the ${args.frames.length} frames could be reconstructed`);
      onScale(scale);
      return {
        scale: { source: scale.source, metric: scale.metric, confidence: scale.confidence },
        views: views.map((view) => ({
          frame: positionOf(view.frame),
          intrinsics: { ...view.intrinsics },
          c2w: [...view.pose.matrix],
          depth: pages.put(bytesOf(view.depth)),
          confidence: view.confidence === null ? null : pages.put(bytesOf(view.confidence)),
        })),
      };
    },

    /** The cell gave the reconstruction another scale: the answer's is that one. */
    async rescaled(scale: ReconstructResult["scale"]): Promise<null> {
      onScale(scale);
      return null;
    },

    async segment(args: SegmentArgs, signal: AbortSignal): Promise<SegmentResult> {
      const { objects, note } = await perception.segment(framesAt(args.frames), promptOf(args.prompt), { signal });
      return {
        note,
        objects: objects.map(({ label, score, masks }) => ({
          label,
          score,
          masks: [...masks].map(([frame, mask]) => ({
            frame: positionOf(frame),
            area: mask.area,
            bits: pages.put(mask.bits),
          })),
        })),
      };
    },
  };
}

function bytesOf(array: Float32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
