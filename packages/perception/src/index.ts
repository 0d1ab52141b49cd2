export { type LabelMatch, matchLabels } from "./capture/labels.ts";
export { createCapturePerception } from "./capture/perception.ts";
export { choosePerception } from "./choose.ts";
export type {
  Perception,
  PerceptionOptions,
  ReconstructedView,
  Reconstruction,
  Scale,
  Segmentation,
  SegmentedObject,
  SegmentPrompt,
} from "./types.ts";
