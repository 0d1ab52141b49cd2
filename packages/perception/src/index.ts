export { type LabelMatch, matchLabels } from "./capture/labels.ts";
export { createCapturePerception } from "./capture/perception.ts";
export { choosePerception } from "./choose.ts";
export type {
  Perception,
  PerceptionOptions,
  ReconstructedView,
  Reconstruction,
  Scale,
  SegmentedObject,
  Segmentation,
  SegmentPrompt,
} from "./types.ts";
