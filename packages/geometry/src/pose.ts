import { add, cross, distance, dot, neg, norm, scale, showVec, sub, UP, type Vec3 } from "./vec.ts";

/** How far a given matrix may be from a rigid one. */
const RIGID_TOLERANCE = 1e-3;
const DEGREES = 180 / Math.PI;
/** A direction closer to vertical than this (sine of the angle) has no level right. */
const VERTICAL_SINE = 1e-6;
const COLUMNS = ["right", "down", "forward"] as const;

/** One pose seen from another one. */
export interface RelativePose {
  /** In the reference's own axes [right, down, forward], metres. */
  readonly translation: Vec3;
  readonly distance: number;
  /** > 0 turns right. */
  readonly yawDeg: number;
  /** > 0 turns up. */
  readonly pitchDeg: number;
  /** > 0 tilts clockwise, the right side going down. */
  readonly rollDeg: number;
}

/** Position and orientation in the world: camera-to-world (c2w), OpenCV axes (x right, y down, z forward). */
export class Pose {
  /** 4x4 c2w, row-major, frozen. */
  readonly matrix: readonly number[];

  private constructor(right: Vec3, down: Vec3, forward: Vec3, position: Vec3) {
    this.matrix = Object.freeze([
      ...[right[0], down[0], forward[0], position[0]],
      ...[right[1], down[1], forward[1], position[1]],
      ...[right[2], down[2], forward[2], position[2]],
      ...[0, 0, 0, 1],
    ]);
  }

  /**
   * From a 4x4 c2w matrix, row-major. It has to be rigid within 1e-3 (rotation and translation: no scale, no
   * mirror); what rounding is left in the rotation is removed, so that `inverse` is exact.
   */
  static fromMatrix(m: ArrayLike<number>): Pose {
    const { down, forward, position } = readRigid(m);
    const z = scale(forward, 1 / norm(forward));
    const tilted = sub(down, scale(z, dot(down, z)));
    const y = scale(tilted, 1 / norm(tilted));
    return new Pose(cross(y, z), y, z, position);
  }

  /** Standing at `from`, looking at `to`, without roll; looking straight up or down, right is +X. */
  static lookAt(from: Vec3, to: Vec3): Pose {
    const ahead = sub(to, from);
    const far = norm(ahead);
    if (!(far > 0 && far < Infinity))
      throw new RangeError(`Pose.lookAt: ${showVec(to)} seen from ${showVec(from)} is in no direction`);
    const forward = scale(ahead, 1 / far);
    const aside = cross(forward, UP);
    const level = norm(aside);
    const right: Vec3 = level > VERTICAL_SINE ? scale(aside, 1 / level) : [1, 0, 0];
    // Again perpendicular where "straight down" was not quite that.
    const down = cross(forward, right);
    const y = scale(down, 1 / norm(down));
    return new Pose(cross(y, forward), y, forward, from);
  }

  get position(): Vec3 {
    return this.#column(3);
  }

  get right(): Vec3 {
    return this.#column(0);
  }

  get down(): Vec3 {
    return this.#column(1);
  }

  get forward(): Vec3 {
    return this.#column(2);
  }

  get up(): Vec3 {
    return neg(this.down);
  }

  /** From camera coordinates [right, down, forward] to the world. */
  toWorld(p: Vec3): Vec3 {
    const turned = add(add(scale(this.right, p[0]), scale(this.down, p[1])), scale(this.forward, p[2]));
    return add(turned, this.position);
  }

  /** From the world to camera coordinates [right, down, forward]. */
  toCamera(p: Vec3): Vec3 {
    return this.#turnToCamera(sub(p, this.position));
  }

  /** World-to-camera as a pose: `p.inverse().toWorld(x)` is `p.toCamera(x)`. */
  inverse(): Pose {
    const m = this.matrix as number[];
    const row = (r: number): Vec3 => [m[4 * r]!, m[4 * r + 1]!, m[4 * r + 2]!];
    return new Pose(row(0), row(1), row(2), this.toCamera([0, 0, 0]));
  }

  /** The matrix product this * local: a pose given in this camera's coordinates, in the world. */
  compose(local: Pose): Pose {
    const turn = (v: Vec3) => sub(this.toWorld(v), this.position);
    return new Pose(turn(local.right), turn(local.down), turn(local.forward), this.toWorld(local.position));
  }

  /** This pose seen from `ref`; the turn is yaw about ref's down axis, then pitch, then roll. */
  relativeTo(ref: Pose): RelativePose {
    const forward = ref.#turnToCamera(this.forward);
    const right = ref.#turnToCamera(this.right);
    const yaw = Math.atan2(forward[0], forward[2]);
    const pitch = Math.atan2(-forward[1], Math.hypot(forward[0], forward[2]));
    // Roll is what turns the level right axis of this yaw and pitch into the real one.
    const levelRight: Vec3 = [Math.cos(yaw), 0, -Math.sin(yaw)];
    const roll = Math.atan2(dot(right, cross(forward, levelRight)), dot(right, levelRight));
    return {
      translation: ref.toCamera(this.position),
      distance: distance(this.position, ref.position),
      yawDeg: yaw * DEGREES,
      pitchDeg: pitch * DEGREES,
      rollDeg: roll * DEGREES,
    };
  }

  #turnToCamera(v: Vec3): Vec3 {
    return [dot(this.right, v), dot(this.down, v), dot(this.forward, v)];
  }

  #column(c: number): Vec3 {
    const m = this.matrix as number[];
    return [m[c]!, m[c + 4]!, m[c + 8]!];
  }
}

function readRigid(m: ArrayLike<number>): { down: Vec3; forward: Vec3; position: Vec3 } {
  if (m.length !== 16) refuse(`got ${m.length} numbers, expected 16 (4x4 c2w, row-major)`);
  for (let i = 0; i < 16; i++)
    if (!Number.isFinite(m[i])) refuse(`row ${i >> 2}, column ${i & 3} is ${m[i]}, expected a finite number`);
  const bottom = [m[12]!, m[13]!, m[14]!, m[15]!];
  if (bottom.some((value, i) => Math.abs(value - (i === 3 ? 1 : 0)) > RIGID_TOLERANCE))
    refuse(`the last row is [${bottom.join(", ")}], expected [0, 0, 0, 1]; is the matrix column-major?`);
  const column = (c: number): Vec3 => [m[c]!, m[c + 4]!, m[c + 8]!];
  const axes = [column(0), column(1), column(2)] as const;
  axes.forEach((axis, i) => {
    if (Math.abs(norm(axis) - 1) > RIGID_TOLERANCE)
      refuse(`column ${i} (${COLUMNS[i]}) has length ${norm(axis)}, expected 1; take the scale out of the rotation`);
    const other = (i + 1) % 3;
    const cosine = dot(axis, axes[other]!);
    if (Math.abs(cosine) > RIGID_TOLERANCE)
      refuse(`columns ${i} and ${other} (${COLUMNS[i]}, ${COLUMNS[other]}) are not perpendicular: dot is ${cosine}`);
  });
  if (dot(cross(axes[0], axes[1]), axes[2]) < 0)
    refuse("the axes are mirrored (determinant -1); expected OpenCV axes: x right, y down, z forward");
  return { down: axes[1], forward: axes[2], position: column(3) };
}

function refuse(what: string): never {
  throw new RangeError(`Pose.fromMatrix: ${what}`);
}
