import { length } from "./families/samples.ts";
import { meshDistance } from "./mesh-distance.ts";
import { truthBox } from "./truth-box.ts";
import type { GroundTruth, Scene, TruthPair, Vec3 } from "./types.ts";

/** Sizes, distances and cameras of a scene, from its meshes and poses alone. */
export function groundTruth(scene: Scene): GroundTruth {
  const cameras = scene.cameras.map(({ c2w }) => ({
    position: [c2w[3]!, c2w[7]!, c2w[11]!] as Vec3,
    forward: [-c2w[2]!, -c2w[6]!, -c2w[10]!] as Vec3,
    right: [c2w[0]!, c2w[4]!, c2w[8]!] as Vec3,
  }));
  const viewer = mean(cameras.map((camera) => camera.position));
  const pairs: TruthPair[] = scene.objects.flatMap((first, i) =>
    scene.objects.slice(i + 1).map((second) => {
      const { distance, a, b } = meshDistance(first.triangles, second.triangles, viewer);
      return { a: first.id, b: second.id, distance, pointA: a, pointB: b };
    }),
  );
  return {
    seed: scene.seed,
    objects: scene.objects.map(({ id, label, triangles, facing }) => {
      return { id, label, box: truthBox(triangles), ...(facing && { facing }) };
    }),
    pairs,
    cameras,
    path: pathOf(cameras.map((camera) => camera.position)),
  };
}

function pathOf(positions: readonly Vec3[]): GroundTruth["path"] {
  const steps = positions.slice(1).map((to, i) => length(positions[i]!, to));
  return {
    length: steps.reduce((sum, step) => sum + step, 0),
    displacement: length(positions[0]!, positions.at(-1)!),
  };
}

function mean(points: readonly Vec3[]): Vec3 {
  const at = (axis: number): number => points.reduce((sum, point) => sum + point[axis]!, 0) / points.length;
  return [at(0), at(1), at(2)];
}
