import * as g from "@spatialclaw/geometry";
import { dynamicTree } from "./changing-tree.ts";
import { fail, number, numbers, optional, options, shown, vec3 } from "./check.ts";
import type { EvidenceLog } from "./evidence.ts";
import { distances, sealTree } from "./neighbours.ts";
import { Cloud, sealPlane } from "./points.ts";
import { SealedPose } from "./pose.ts";
import { rankOptions } from "./rank.ts";
import { Reconstruction } from "./recon.ts";

const WHERE = "tools.Geometry";

/** The vector functions and clouds of the geometry package behind argument checks; closest pairs become evidence. */
export function createGeometry(evidence: EvidenceLog) {
  const { measurements } = evidence;
  return Object.freeze({
    add: (a: Vec3, b: Vec3) => g.add(vec3(`${WHERE}.add(a)`, a), vec3(`${WHERE}.add(b)`, b)),
    sub: (a: Vec3, b: Vec3) => g.sub(vec3(`${WHERE}.sub(a)`, a), vec3(`${WHERE}.sub(b)`, b)),
    scale: (a: Vec3, s: number) => g.scale(vec3(`${WHERE}.scale(a)`, a), number(`${WHERE}.scale(s)`, s)),
    neg: (a: Vec3) => g.neg(vec3(`${WHERE}.neg(a)`, a)),
    dot: (a: Vec3, b: Vec3) => g.dot(vec3(`${WHERE}.dot(a)`, a), vec3(`${WHERE}.dot(b)`, b)),
    cross: (a: Vec3, b: Vec3) => g.cross(vec3(`${WHERE}.cross(a)`, a), vec3(`${WHERE}.cross(b)`, b)),
    norm: (a: Vec3) => g.norm(vec3(`${WHERE}.norm(a)`, a)),
    unit: (a: Vec3) => g.unit(vec3(`${WHERE}.unit(a)`, a)),
    distance(a: Vec3, b: Vec3): number {
      const distance = g.distance(vec3(`${WHERE}.distance(a)`, a), vec3(`${WHERE}.distance(b)`, b));
      measurements.segment("distance", { a, b, distance });
      return distance;
    },
    angle: (a: Vec3, b: Vec3) => g.angle(vec3(`${WHERE}.angle(a)`, a), vec3(`${WHERE}.angle(b)`, b)),
    lerp: (a: Vec3, b: Vec3, t: number) =>
      g.lerp(vec3(`${WHERE}.lerp(a)`, a), vec3(`${WHERE}.lerp(b)`, b), number(`${WHERE}.lerp(t)`, t)),
    horizontal: (v: Vec3) => g.horizontal(vec3(`${WHERE}.horizontal(v)`, v)),

    heading(settings: { at: Vec3; facing: Vec3 | { toward: Vec3 } }): Heading {
      const where = `${WHERE}.heading`;
      const { at, facing } = options(`${where}(options)`, settings, ["at", "facing"]);
      const heading = g.heading({ at: vec3(`${where}(at)`, at), facing: facingFrom(`${where}(facing)`, facing) });
      measurements.heading(heading);
      return Object.freeze({
        at: heading.at,
        forward: heading.forward,
        right: heading.right,
        locate(p: Vec3) {
          const found = Object.freeze(heading.locate(vec3("Heading.locate(p)", p)));
          measurements.location(heading, p, found);
          return found;
        },
        rank: <T extends string>(named: readonly T[], p: Vec3) =>
          rankOptions(named, heading.locate(vec3("Heading.rank(p)", p)).bearingDeg),
      });
    },

    compass(settings: { north: Vec3 } | { east: Vec3 } | { south: Vec3 } | { west: Vec3 }): Compass {
      const where = `${WHERE}.compass(options)`;
      const known = options(where, settings as Record<string, Vec3>, ["north", "east", "south", "west"]);
      for (const [name, direction] of Object.entries(known)) vec3(`${where}.${name}`, direction);
      const compass = g.compass(settings);
      return Object.freeze({
        bearing: (v: Vec3) => compass.bearing(vec3("Compass.bearing(v)", v)),
        label4: (v: Vec3) => compass.label4(vec3("Compass.label4(v)", v)),
        label8: (v: Vec3) => compass.label8(vec3("Compass.label8(v)", v)),
      });
    },

    turn: (direction: Vec3, to: g.Turn) =>
      g.turn(vec3(`${WHERE}.turn(direction)`, direction), turnFrom(`${WHERE}.turn(to)`, to)),

    closest(a: Points, b: Points, settings?: { q?: number }): ClosestPair | null {
      const where = `${WHERE}.closest`;
      const { q } = options(`${where}(options)`, settings, ["q"]);
      const share = optional(`${where}(q)`, q, 0, { min: 0, max: 0.5 });
      const pair = g.closest(Cloud.from(`${where}(a)`, a), Cloud.from(`${where}(b)`, b), { q: share });
      if (pair) {
        evidence.measured(pair);
        measurements.segment("closest", pair, a, b);
      }
      return pair && Object.freeze(pair);
    },

    kdTree: (points: Points): KdTree => sealTree(new g.KdTree(Cloud.from(`${WHERE}.kdTree(points)`, points).data)),

    dynamicTree,

    cdist(a: Points, b: Points): Grid {
      const where = `${WHERE}.cdist`;
      return distances(where, Cloud.from(`${where}(a)`, a), Cloud.from(`${where}(b)`, b));
    },

    pose(matrix: ArrayLike<number>): Pose {
      return new SealedPose(g.Pose.fromMatrix(numbers(`${WHERE}.pose(matrix)`, matrix)));
    },

    lookAt(from: Vec3, to: Vec3): Pose {
      const where = `${WHERE}.lookAt`;
      const [eye, target] = [vec3(`${where}(from)`, from), vec3(`${where}(to)`, to)];
      if (g.distance(eye, target) === 0) fail(`${where}(to)`, `expected another place than ${shown(eye)} to look at`);
      return new SealedPose(g.Pose.lookAt(eye, target));
    },

    points(list: readonly Vec3[]): Points {
      const where = `${WHERE}.points(list)`;
      if (!Array.isArray(list)) return fail(where, `expected a list of [x, y, z], got ${shown(list)}`);
      return new Cloud(g.Points.of(list.map((p, i) => vec3(`${where}[${i}]`, p))));
    },

    groundPlane(recon: Recon): Plane | null {
      const reconstruction = Reconstruction.from(`${WHERE}.groundPlane(recon)`, recon);
      const plane = g.groundPlane(g.Points.join(reconstruction.views.map((view) => view.points.data)));
      if (!plane) return null;
      const { normal, offset } = plane;
      measurements.note(
        { kind: "plane", what: "ground", normal, offset, at: null },
        Reconstruction.worldOf(reconstruction),
      );
      return sealPlane(plane);
    },
  });
}

function facingFrom(where: string, facing: unknown): Vec3 | { toward: Vec3 } {
  if (Array.isArray(facing)) return vec3(where, facing);
  if (typeof facing === "object" && facing !== null && "toward" in facing)
    return { toward: vec3(`${where}.toward`, facing.toward) };
  return fail(where, `expected a direction [x, y, z] or { toward: [x, y, z] }, got ${shown(facing)}`);
}

function turnFrom(where: string, to: unknown): g.Turn {
  if (to === "left" || to === "right" || to === "back") return to;
  if (typeof to === "object" && to !== null && "rightDeg" in to)
    return { rightDeg: number(`${where}.rightDeg`, to.rightDeg, { min: -1e6, max: 1e6 }) };
  return fail(where, `expected "left" or "right" or "back" or { rightDeg: … }, got ${shown(to)}`);
}
