export { type LabelMatch, matchLabels } from "./capture/labels.ts";
export { createCapturePerception } from "./capture/perception.ts";
export { OFF, type PerceptionChoices } from "./choose/types.ts";
export { choosePerception } from "./choose.ts";
export {
  describeLicence,
  type ModelState,
  type ModelSurvey,
  modelNames,
  type Places,
  type Pulled,
  type PullOptions,
  placesFrom,
  pullModel,
  removeModel,
  surveyModel,
  surveyModels,
  type VerifiedFile,
  verifyModel,
} from "./models/index.ts";
export { type Manifest, PROVIDERS, type Provider, type Role } from "./onnx/manifest/index.ts";
export {
  type CudaInstalled,
  chooseProviders,
  createOnnxRuntime,
  type Feed,
  type Gpu,
  type Graph,
  type GraphRunOptions,
  installCuda,
  type Job,
  type JobResult,
  nvidiaGpus,
  type OnnxRuntime,
  type OutTensor,
  type PassedOver,
  type ProviderChoice,
  type RuntimeOptions,
  type SubmitOptions,
  share,
  type Task,
  type TaskContext,
} from "./onnx/runtime/index.ts";
export type {
  Perception,
  PerceptionOptions,
  ReconstructedView,
  Reconstruction,
  Scale,
  Segmentation,
  SegmentedObject,
  SegmentPrompt,
  World,
} from "./types.ts";
