export { checkManifest } from "./check.ts";
export { type BundleFile, bundleFiles, downloadFolder, fileKey, roleFiles } from "./files.ts";
export { graphProblems, type TensorInfo } from "./graph.ts";
export { MANIFEST_FILE, type ReadManifest, readManifest } from "./read.ts";
export type {
  DepthSpec,
  Dim,
  Dtype,
  Family,
  ImageSpec,
  InputSpec,
  Manifest,
  OutputSpec,
  PcsSpec,
  Provider,
  PvsSpec,
  Role,
  RoleSpec,
  Source,
  TokenizerSpec,
  VideoSpec,
} from "./types.ts";
export { FAMILIES, FORMAT, PROVIDERS, ROLES } from "./types.ts";
