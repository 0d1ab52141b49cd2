import type { Task } from "../../../runtime/task.ts";
import type { Size } from "../../grid/patch.ts";
import type { SegmenterLimits } from "../../limits.ts";
import { associationOf, forStride } from "../association/config.ts";
import { type FoundTrack, fullTracks } from "../tracks.ts";
import { followDetections, type Sighting } from "./follow.ts";

export interface AssociateInput {
  /** In order. */
  readonly frames: readonly { readonly size: Size; readonly detections: readonly Sighting[] }[];
  /** From which score on the model's detections count. */
  readonly threshold: number;
  /** How many frames of the video there are for each that is seen. */
  readonly stride: number;
  readonly limits: Pick<SegmenterLimits, "maskBytes">;
}

/** Objects through the frames from what the detector saw in each of them; runs no graph. */
const task: Task<AssociateInput, readonly FoundTrack[]> = {
  version: 1,
  roles: [],
  async run({ frames, threshold, stride, limits }, { manifest, pause }) {
    const config = forStride(associationOf(manifest.id, manifest.video?.association), stride);
    const tracks = followDetections(
      frames.map(({ detections }) => detections),
      { ...config, det: Math.max(config.det, threshold) },
    );
    await pause();
    const sizes = frames.map(({ size }) => size);
    return fullTracks(tracks, sizes, limits.maskBytes, pause);
  },
};

export default task;
