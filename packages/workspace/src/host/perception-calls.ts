import type { SourceFrame } from "@spatialclaw/media";
import type { Perception, Scale, SegmentPrompt } from "@spatialclaw/perception";
import type { PageStore } from "@spatialclaw/store";
import type { ReconstructArgs, ReconstructResult, SegmentArgs, SegmentResult, WirePrompt } from "../wire.ts";

/** The host's side of tools.Reconstruct and tools.SAM3: arrays become pages, the result names them. */
export function createPerceptionCalls(
  frames: ReadonlyMap<number, SourceFrame>,
  perception: Perception,
  pages: PageStore,
  onScale: (scale: Scale) => void,
) {
  const framesAt = (indices: readonly number[]): SourceFrame[] =>
    indices.map((index) => {
      const frame = frames.get(index);
      if (!frame) throw new Error(`frame ${index} is not in this input`);
      return frame;
    });

  return {
    async reconstruct(args: ReconstructArgs, signal: AbortSignal): Promise<ReconstructResult> {
      const { views, scale } = await perception.reconstruct(framesAt(args.frames), { signal });
      if (views.length === 0) throw new Error(`none of the ${args.frames.length} frames could be reconstructed`);
      onScale(scale);
      return {
        scale: { source: scale.source, metric: scale.metric, confidence: scale.confidence },
        views: views.map((view) => ({
          frame: view.frameIndex,
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
          masks: [...masks].map(([frame, mask]) => ({ frame, area: mask.area, bits: pages.put(mask.bits) })),
        })),
      };
    },
  };
}

function promptOf(prompt: WirePrompt): SegmentPrompt {
  if ("text" in prompt) return prompt;
  const { frame: frameIndex } = prompt;
  return "box" in prompt ? { frameIndex, box: prompt.box } : { frameIndex, points: prompt.points };
}

function bytesOf(array: Float32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
