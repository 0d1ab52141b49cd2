import { cross, dot, norm, Pose, scale, sub, unit, type Vec3 } from "@spatialclaw/geometry";

/** Below this share of horizontal, a camera that looks up or down does not tell where ahead is. */
const STEEP = 0.05;

/**
 * From the world that a capture or a model has to the one all cells share: +Y up, the first camera at the origin, its
 * levelled viewing direction along -Z. Where that camera looks straight down, the top of its picture is ahead; straight
 * up, the bottom: what it would see first if it were levelled.
 */
export function worldOf(first: Pose, up: Vec3): (c2w: readonly number[]) => Pose {
  const y = unit(up);
  const level = (v: Vec3): Vec3 => sub(v, scale(y, dot(v, y)));
  const ahead = level(first.forward);
  const fallback = dot(first.forward, y) > 0 ? first.down : first.up;
  const z = scale(unit(norm(ahead) > STEEP ? ahead : level(fallback)), -1);
  const x = cross(y, z);
  const origin = first.position;
  const turn = (v: Vec3): Vec3 => [dot(v, x), dot(v, y), dot(v, z)];
  return (c2w) => {
    const pose = Pose.fromMatrix(c2w);
    const [right, down, forward] = [turn(pose.right), turn(pose.down), turn(pose.forward)];
    const position = turn(sub(pose.position, origin));
    return Pose.fromMatrix(
      [0, 1, 2].flatMap((i) => [right[i], down[i], forward[i], position[i]] as number[]).concat(0, 0, 0, 1),
    );
  };
}
