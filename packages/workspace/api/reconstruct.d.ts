/** Position and orientation in the world: camera-to-world, OpenCV axes (x right, y down, z forward). */
interface Pose {
  readonly position: Vec3;
  readonly right: Vec3;
  readonly down: Vec3;
  readonly forward: Vec3;
  readonly up: Vec3;
  /** 4x4 c2w, row-major. */
  readonly matrix: readonly number[];
  toWorld(p: Vec3): Vec3;
  toCamera(p: Vec3): Vec3;
  inverse(): Pose;
  /** Matrix product: `local` is given in this pose's axes. */
  compose(local: Pose): Pose;
  /** This pose seen from `ref`: translation in ref's own axes [right, down, forward]; yaw > 0 turns right, pitch > 0 up. */
  relativeTo(ref: Pose): { readonly translation: Vec3; readonly distance: number; readonly yawDeg: number; readonly pitchDeg: number; readonly rollDeg: number };
}
interface Intrinsics { readonly fx: number; readonly fy: number; readonly cx: number; readonly cy: number; readonly width: number; readonly height: number }
/** A 2-D array of numbers, row-major; at() throws outside. */
interface Grid { readonly width: number; readonly height: number; readonly data: Float32Array; at(x: number, y: number): number }
interface View {
  readonly frame: Frame;
  readonly frameIndex: FrameIndex;
  readonly pose: Pose;
  /** For the depth map's size; pixels you pass are of the frame's image. */
  readonly intrinsics: Intrinsics;
  /** Metres along the optical axis; NaN where nothing was measured. */
  readonly depth: Grid;
  /** 0..1. */
  readonly confidence: Grid;
  /** The view's measured pixels in the world. */
  readonly points: Points;
  /** Median depth in a window (odd, default 3); null without a measurement. */
  depthAt(px: Px, options?: { window?: number }): number | null;
  pointAt(px: Px, options?: { window?: number }): Vec3 | null;
  /** Pixel of a world point, null behind the camera or outside the image. */
  project(p: Vec3): Px | null;
}
interface Recon {
  readonly frames: Frames;
  readonly views: readonly View[];
  /** metric: whether lengths are true metres. */
  readonly scale: { readonly source: string; readonly metric: boolean; readonly confidence: number };
  /** How sure +Y is up (0..1); ground: Y of the floor, null when none was found. */
  readonly world: { readonly up: string; readonly confidence: number; readonly ground: number | null };
  /** The view of a frame, null when it was not reconstructed. */
  at(frame: FrameRef): View | null;
  nearest(frame: FrameRef): { readonly view: View; readonly gapFrames: number };
  cameraTrack(): CameraTrack;
  /** The same scene with all lengths times `factor`: true length / measured length of something known. */
  rescale(factor: number): Recon;
  /** Bird's-eye view (x right, forward up) and the numbers it drew, relative to the first camera or `from`. Nulls are left out. */
  renderBev(options?: { objects?: BevObjects; from?: FrameRef }): Bev;
}
/** speeds: m/s between positions, NaN without times. */
interface Track { readonly frames: Frames; readonly seconds: readonly (number | null)[]; readonly positions: Points; readonly speeds: Float64Array; readonly pathLength: number; readonly displacement: Vec3 | null }
/** One entry per view. heights: above the first camera; yawDeg: turn since the first, > 0 right, unwrapped; pitchDeg > 0 looks up. */
interface CameraTrack extends Track { readonly forward: Points; readonly right: Points; readonly heights: Float64Array; readonly yawDeg: Float64Array; readonly pitchDeg: Float64Array; readonly displacement: Vec3 }
type BevObject = Seg | Found | Points | Vec3 | null | undefined | readonly BevObject[];
type BevObjects = BevObject | Readonly<Record<string, BevObject>>;
interface Bev extends Picture { readonly items: readonly { readonly label: string; readonly position: Vec3; readonly forward: number; readonly right: number; readonly distance: number }[] }

declare namespace tools {
  /** Depth, cameras and points of frames (Depth Anything 3, or the depth that came with a capture). */
  namespace Reconstruct {
    /** Samples within the limit by itself and always keeps `include`. @example const recon = tools.Reconstruct.reconstruct(InputImages, { include: [InputImages.last] }); print(recon.views.length); */
    function reconstruct(frames: readonly Frame[] | Frame, options?: { include?: readonly FrameRef[]; maxFrames?: number }): Recon;
  }
}
