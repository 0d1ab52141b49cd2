import type { Task } from "../../../runtime/task.ts";
import { gridOf, type Patch, patchOf, type Size } from "../../grid/patch.ts";
import { resizeGrid } from "../../grid/upsample.ts";
import { checkObjects, type SegmenterLimits } from "../../limits.ts";
import { Association, shownTracks } from "../association/association.ts";
import { associationOf, forStride } from "../association/config.ts";
import type { FrameDecision, Seen } from "../association/types.ts";
import { type CoarseTrack, type FoundTrack, fullTracks } from "../tracks.ts";
import type { SequenceFrame } from "./places-task.ts";
import { TextObjects } from "./text-objects.ts";

export interface MemoryTextInput {
  readonly frames: readonly (SequenceFrame & { readonly detections: readonly Seen[] })[];
  /** How many frames of the video there are for each that is seen. */
  readonly stride: number;
  readonly limits: Pick<SegmenterLimits, "objects" | "maskBytes">;
}

/** Grid of frames in which nothing was ever detected. */
const NO_GRID: Size = { width: 1, height: 1 };

/** All objects that a detector saw, through a sequence, by memory. */
const task: Task<MemoryTextInput, readonly FoundTrack[]> = {
  version: 1,
  roles: ["trackerEncoder", "memoryDecoder", "memoryAttention", "memoryEncoder"],
  async run({ frames, stride, limits }, context) {
    const config = forStride(associationOf(context.manifest.id, context.manifest.video?.association), stride);
    const size: Size = frames.flatMap(({ detections }) => detections)[0]?.patch ?? NO_GRID;
    const association = new Association(config, size);
    const objects = new TextObjects(context, size);
    const decisions: { readonly decision: FrameDecision; readonly patches: ReadonlyMap<number, Patch> }[] = [];
    for (const [at, { picture, detections }] of frames.entries()) {
      const wanted = detections.map((one) => ({ ...one, patch: onGrid(one.patch, size) }));
      const propagated = await objects.see(at, picture, association.tracks);
      const decision = association.step(at, wanted, propagated);
      checkObjects(association.tracks.length, limits.objects);
      await objects.remember(at, decision);
      // Grids are large; what is shown of them is not.
      const patches = new Map([...decision.masks].map(([id, grid]) => [id, patchOf(grid, size)]));
      decisions.push({ decision: { ...decision, memory: new Map() }, patches });
      context.report({ task: "following objects", done: at + 1, total: frames.length, unit: "frames" });
      await context.pause();
    }
    const tracks = new Map<number, CoarseTrack & { masks: { at: number; patch: Patch; score: number }[] }>();
    for (const [at, { decision, patches }] of decisions.entries()) {
      for (const [id, place] of decision.created) {
        const { score, prompt } = frames[at]!.detections[decision.kept[place]!]!;
        tracks.set(id, { id, prompt, score, masks: [] });
      }
      for (const id of shownTracks(decision, association.removed))
        tracks.get(id)?.masks.push({ at, patch: patches.get(id)!, score: decision.scores.get(id)! });
    }
    const sizes = frames.map((frame) => frame.size);
    const shown = [...tracks.values()].filter(({ masks }) => masks.length > 0);
    return fullTracks(shown, sizes, limits.maskBytes, context.pause);
  },
};

export default task;

function onGrid(patch: Patch, size: Size): Patch {
  if (patch.width === size.width && patch.height === size.height) return patch;
  return patchOf(resizeGrid(gridOf(patch), patch, size), size);
}
