import { Pose, unprojectPixels } from "@spatialclaw/geometry";
import type { Pinhole, View } from "./data.ts";

type Lattice = Pick<View, "intrinsics" | "stride" | "first">;

/** The camera of the kept pixels, as if they were a depth map of their own. */
function latticeCamera({ intrinsics, stride, first }: Lattice): Pinhole {
  const { fx, fy, cx, cy, width, height } = intrinsics;
  return {
    fx: fx / stride,
    fy: fy / stride,
    cx: (cx - first - 0.5) / stride + 0.5,
    cy: (cy - first - 0.5) / stride + 0.5,
    width: Math.ceil((width - first) / stride),
    height: Math.ceil((height - first) / stride),
  };
}

/** World points (flat xyz) of some kept pixels, all of which have a depth. */
export function pointsAt(view: Lattice & Pick<View, "c2w" | "depth">, pixels: Uint32Array): Float32Array {
  return unprojectPixels(latticeCamera(view), Pose.fromMatrix(view.c2w), view.depth, pixels);
}

/** Indices of the kept pixels where something was measured. */
export function measuredPixels(depth: Float32Array): Uint32Array {
  const found = new Uint32Array(depth.length);
  let count = 0;
  for (let i = 0; i < depth.length; i++) {
    const metres = depth[i] as number;
    if (metres > 0 && metres < Number.POSITIVE_INFINITY) found[count++] = i;
  }
  return found.subarray(0, count);
}

/** The pixel of the frame's picture that a kept pixel lies in. */
export function framePixel(view: Lattice & Pick<View, "width" | "height">, pixel: number): [x: number, y: number] {
  const { intrinsics, stride, first } = view;
  const columns = latticeCamera(view).width;
  const [x, y] = [first + (pixel % columns) * stride, first + Math.floor(pixel / columns) * stride];
  return [
    Math.floor(((x + 0.5) * view.width) / intrinsics.width),
    Math.floor(((y + 0.5) * view.height) / intrinsics.height),
  ];
}
