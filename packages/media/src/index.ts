export type { Drawing } from "./draw/canvas.ts";
export { type BevDrawing, drawBev } from "./draw/bev.ts";
export { drawOverlay, type LabelledMask } from "./draw/overlay.ts";
export { encodeGrey16, encodePng, readGrey } from "./images.ts";
export { openInput } from "./open.ts";
export {
  type CaptureInfo,
  type DepthMap,
  type EncodedImage,
  type FrameGeometry,
  InputError,
  type InstanceLabel,
  type InstanceMap,
  type Intrinsics,
  type MediaInput,
  type RgbImage,
  type SourceFrame,
} from "./types.ts";
