import { Pose, seededRandom, unprojectAll } from "@spatialclaw/geometry";

/** Two clouds (flat xyz) to be searched for each other's neighbours. */
export interface CloudPair {
  readonly name: string;
  readonly a: Float32Array;
  readonly b: Float32Array;
}

/**
 * Clouds of about `count` points each: clusters in any order, and surfaces as depth maps give them. Both pairs share
 * one space, the hard case for a closest pair: apart, a bound cuts nearly everything off.
 */
export function cloudPairs(count: number): CloudPair[] {
  return [
    { name: "clusters", a: clusters(count, 1), b: clusters(count, 2) },
    { name: "surfaces", a: roomView(count, 3, 0, 0), b: roomView(count, 4, 0.4, 0.3) },
  ];
}

/** Forty normal blobs of different widths in a room of 6 m. */
function clusters(count: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  const blobs = Array.from({ length: 40 }, () => ({
    center: [6 * random(), 3 * random(), 6 * random()] as const,
    width: 0.02 + 0.2 * random(),
  }));
  const data = new Float32Array(3 * count);
  for (let i = 0; i < count; i++) {
    const { center, width } = blobs[Math.floor(random() * blobs.length)] as (typeof blobs)[number];
    for (let axis = 0; axis < 3; axis++) data[3 * i + axis] = (center[axis] as number) + width * gauss(random);
  }
  return data;
}

/** Depth map of a room with a box in it, 0.5 % of noise, its camera moved to the right and turned. */
function roomView(count: number, seed: number, shift: number, yaw: number): Float32Array {
  const [walls, floor, ceiling, back] = [2.5, -1.4, 1.2, 5];
  return depthMap(count, seed, turned(yaw, shift), ([x, y, z]) => {
    const box = z < 0 ? -2.5 / z : Infinity;
    const hitsBox = Math.abs(shift + x * box - 0.5) < 0.6 && y * box < -0.4;
    return Math.min(
      (x > 0 ? walls - shift : -walls - shift) / x,
      (y > 0 ? ceiling : floor) / y,
      z < 0 ? -back / z : Infinity,
      hitsBox ? box : Infinity,
    );
  });
}

/** A 4:3 depth map of about `pixels` pixels; `distance` along a ray in multiples of its (world) direction. */
function depthMap(
  pixels: number,
  seed: number,
  pose: Pose,
  distance: (ray: readonly [number, number, number]) => number,
): Float32Array {
  const width = Math.round(Math.sqrt((pixels * 4) / 3));
  const height = Math.round(pixels / width);
  const focal = 0.8 * width;
  const random = seededRandom(seed);
  const depth = Float32Array.from({ length: width * height }, (_, i) => {
    const u = ((i % width) + 0.5 - width / 2) / focal;
    const v = (Math.floor(i / width) + 0.5 - height / 2) / focal;
    const tip = pose.toWorld([u, v, 1]);
    const ray = [tip[0] - pose.position[0], tip[1] - pose.position[1], tip[2] - pose.position[2]] as const;
    return distance(ray) * (1 + 0.005 * gauss(random));
  });
  const intrinsics = { fx: focal, fy: focal, cx: width / 2, cy: height / 2, width, height };
  return unprojectAll(intrinsics, pose, depth);
}

/** A level camera at [x, 0, 0] that looks along -Z turned right by yaw (radians). */
function turned(yaw: number, x: number): Pose {
  const [c, s] = [Math.cos(yaw), Math.sin(yaw)];
  return Pose.fromMatrix([c, 0, s, x, 0, -1, 0, 0, s, 0, -c, 0, 0, 0, 0, 1]);
}

function gauss(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
