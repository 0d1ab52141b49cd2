export { chooseProviders } from "./providers/choose.ts";
export { type Gpu, nvidiaGpus } from "./providers/gpu.ts";
export { type CudaInstalled, installCuda } from "./providers/install-cuda.ts";
export { createOnnxRuntime } from "./runtime.ts";
export { share } from "./share.ts";
export type { Feed, Graph, GraphRunOptions, OutTensor, Task, TaskContext } from "./task.ts";
export type {
  Job,
  JobResult,
  OnnxRuntime,
  PassedOver,
  ProviderChoice,
  RuntimeOptions,
  SubmitOptions,
} from "./types.ts";
