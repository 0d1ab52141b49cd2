import { Pose, type Vec3 } from "@spatialclaw/geometry";
import type { Colour, Shape, View } from "./data.ts";
import type { Lines } from "./lines.ts";

const COLOUR: Colour = [0.35, 0.42, 0.5];

/** The four corners of a view's picture at a distance along its optical axis, clockwise from the top left. */
export function pictureCorners({ intrinsics, c2w }: Pick<View, "intrinsics" | "c2w">, depth: number): Vec3[] {
  const { fx, fy, cx, cy, width, height } = intrinsics;
  const pose = Pose.fromMatrix(c2w);
  const corners = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ] as const;
  return corners.map(([x, y]) => pose.toWorld([((x - cx) / fx) * depth, ((y - cy) / fy) * depth, depth]));
}

/** One frustum a view; `size`: how far its picture is from the camera. */
export function cameraShapes(views: readonly View[], size: number): Shape[] {
  return views.map((view) => {
    const eye = Pose.fromMatrix(view.c2w).position;
    const corners = pictureCorners(view, size);
    const lines: Lines = corners.flatMap((corner, i) => [
      ...eye,
      ...corner,
      ...corner,
      ...(corners[(i + 1) % 4] as Vec3),
    ]);
    return {
      layer: "cameras",
      name: `camera of ${view.name}`,
      colour: COLOUR,
      lines,
      turn: null,
      step: null,
      shown: true,
      isAnswer: false,
    };
  });
}
