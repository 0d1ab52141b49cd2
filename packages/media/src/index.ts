export { CAPTURE_FORMATS, type CaptureFormatName, convertCapture } from "./capture/write/convert.ts";
export { type BevDrawing, drawBev, paintBev } from "./draw/bev.ts";
export { type Drawing, encode, pictureCanvas, type Surface } from "./draw/canvas.ts";
export { paintChart } from "./draw/chart.ts";
export type { ChartDrawing } from "./draw/chart-layout.ts";
export { type PictureMark, paintMarks } from "./draw/marks.ts";
export { drawOverlay, type LabelledMask, paintOverlay } from "./draw/overlay.ts";
export { paintCrop, paintSheet, type SheetDrawing } from "./draw/sheet.ts";
export { type GridCrop, gridCrop, LONG_EDGE } from "./frames/grid.ts";
export { gridPicture } from "./frames/grid-picture.ts";
export { evenIndices, KEY_FRAME_BUDGET, keyFrames, partIndices } from "./frames/key-frames.ts";
export { nearestIndex, type Sampling, sampledIndices } from "./frames/sampling.ts";
export { encodeGrey16, encodePng, readGrey, readRgb } from "./images.ts";
export type { FrameList, InputSource, NamedContent, OpenOptions } from "./input/types.ts";
export { openInput } from "./open.ts";
export type { Progress, Reporter } from "./progress.ts";
export { type PictureFormat, reencode } from "./reencode.ts";
export {
  type CaptureInfo,
  type DepthMap,
  type EncodedImage,
  type FocalPrior,
  type FrameGeometry,
  InputError,
  type InstanceLabel,
  type InstanceMap,
  type Intrinsics,
  type MediaInput,
  type RgbImage,
  type SourceFrame,
  type VideoInfo,
} from "./types.ts";
