import type { Pose as CameraPose } from "@spatialclaw/geometry";
import { fail, shown, vec3 } from "./check.ts";
import { formatVector } from "./format/numbers.ts";
import { defineType } from "./format/printers.ts";

/** A pose as cells see it: frozen, arguments checked. */
export class SealedPose implements Pose {
  readonly position: Vec3;
  readonly right: Vec3;
  readonly down: Vec3;
  readonly forward: Vec3;
  readonly up: Vec3;
  readonly matrix: readonly number[];
  readonly #pose: CameraPose;

  constructor(pose: CameraPose) {
    this.position = Object.freeze(pose.position);
    this.right = Object.freeze(pose.right);
    this.down = Object.freeze(pose.down);
    this.forward = Object.freeze(pose.forward);
    this.up = Object.freeze(pose.up);
    this.matrix = pose.matrix;
    this.#pose = pose;
    Object.freeze(this);
  }

  static poseOf(sealed: SealedPose): CameraPose {
    return sealed.#pose;
  }

  /** The pose that a cell passed. */
  static from(where: string, value: unknown): CameraPose {
    if (typeof value === "object" && value !== null && #pose in value) return value.#pose;
    return fail(where, `expected a pose like view.pose, got ${shown(value)}`);
  }

  toWorld(p: Vec3): Vec3 {
    return this.#pose.toWorld(vec3("Pose.toWorld(p)", p));
  }

  toCamera(p: Vec3): Vec3 {
    return this.#pose.toCamera(vec3("Pose.toCamera(p)", p));
  }

  inverse(): Pose {
    return new SealedPose(this.#pose.inverse());
  }

  compose(local: Pose): Pose {
    return new SealedPose(this.#pose.compose(SealedPose.from("Pose.compose(local)", local)));
  }

  relativeTo(ref: Pose): ReturnType<Pose["relativeTo"]> {
    return Object.freeze(this.#pose.relativeTo(SealedPose.from("Pose.relativeTo(ref)", ref)));
  }
}

defineType(
  SealedPose,
  (pose) => `Pose at ${formatVector(pose.position)} looking ${formatVector(pose.forward)}, up ${formatVector(pose.up)}`,
);
