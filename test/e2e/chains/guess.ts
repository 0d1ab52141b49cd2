import { Pose } from "@spatialclaw/geometry";
import { createCapturePerception, type Perception } from "@spatialclaw/perception";
import type { Film } from "./film.ts";

/** What a model makes of photos: everything in its place, but all lengths times an unknown factor. */
export function guessing({ input }: Film, factor: number): Perception {
  const exact = createCapturePerception(input);
  return {
    ...exact,
    name: "a model without scale",
    async reconstruct(frames, options) {
      const { views, ...rest } = await exact.reconstruct(frames, options);
      return {
        ...rest,
        views: views.map((view) => ({
          ...view,
          depth: view.depth.map((metres) => metres * factor),
          pose: Pose.fromMatrix(view.pose.matrix.map((x, k) => (k < 12 && k % 4 === 3 ? x * factor : x))),
        })),
        scale: { source: "a guess", metric: false, confidence: 0.3 },
      };
    },
  };
}
