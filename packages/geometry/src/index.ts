export {
  type Intrinsics,
  type PixelFilter,
  type Px,
  pixelCentre,
  project,
  unproject,
  unprojectAll,
  unprojectPixels,
} from "./camera.ts";
export { type ClosestPair, closest } from "./closest.ts";
export { type Compass, type CompassPoint, compass } from "./compass.ts";
export { type Eigen3, eigenSymmetric3, type Symmetric3 } from "./eigen3.ts";
export { groundPlane } from "./ground.ts";
export { type Facing, type Heading, heading, type Location, type Turn, turn } from "./heading.ts";
export { KdTree, type Neighbour, type NeighbourSlot } from "./kdtree.ts";
export { type Box, Mask } from "./mask.ts";
export * from "./numeric.ts";
export type { OrientedBox } from "./obb.ts";
export { type PrincipalAxes, pca } from "./pca.ts";
export { Plane } from "./plane.ts";
export type { PlaneOptions } from "./plane-fit.ts";
export { type AlignedBox, type Extent, type PointData, Points, type Trimming } from "./points.ts";
export { Pose, type RelativePose } from "./pose.ts";
export { sampleIndices, seededRandom } from "./random.ts";
export type { Compass4, Compass8, Quadrant, Side4, Side8 } from "./sectors.ts";
export * as stats from "./stats.ts";
export {
  add,
  angle,
  cross,
  distance,
  dot,
  horizontal,
  lerp,
  neg,
  norm,
  scale,
  sub,
  UP,
  unit,
  type Vec3,
} from "./vec.ts";
