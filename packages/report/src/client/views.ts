import { Matrix4, Vector3 } from "three";
import type { ShownView, ShownWorld } from "./decode.ts";
import { fit } from "./fit.ts";
import type { Stage } from "./stage.ts";
import type { DrawnWorld } from "./world.ts";

const FIELD_OF_VIEW = 50;
const TANGENT = Math.tan((FIELD_OF_VIEW * Math.PI) / 360);
/** Of the overview, downwards. */
const SLOPE = 0.75;
/** How far the overview turns from the first camera's heading for the answer's sake, in radians. */
const MOST_TURN = Math.PI / 4;

/** Where a person may stand. */
export interface Viewpoints {
  /** The whole scene, from above the first camera's shoulder, turned so that the answer's segment is seen at its length. */
  overview(): void;
  /** From above, the first camera looking up the picture. */
  top(): void;
  /** Level, along the first camera's heading. */
  front(): void;
  camera(view: ShownView): void;
  /** Something at this place. */
  near(place: readonly [number, number, number]): void;
}

export function viewpoints(stage: Stage, { world, outline }: DrawnWorld): Viewpoints {
  const { camera, controls } = stage;
  const { radius } = world;
  const ahead = levelForward(world.views[0]);

  const stand = (position: Vector3, target: Vector3, fov = FIELD_OF_VIEW): void => {
    camera.up.set(0, 1, 0);
    camera.fov = fov;
    camera.near = radius / 500;
    camera.far = radius * 40;
    camera.position.copy(position);
    camera.updateProjectionMatrix();
    controls.target.copy(target);
    controls.update();
    stage.draw();
  };
  const whole = (forward: Vector3): void => {
    const { position, target } = fit(outline, forward, TANGENT, camera.aspect);
    stand(position, target);
  };

  return {
    overview: () => whole(facingAnswer(world, ahead).setY(-SLOPE)),
    // Not quite from above: straight down has no direction that is up the picture.
    top: () => whole(ahead.clone().multiplyScalar(0.001).setY(-1)),
    front: () => whole(ahead.clone()),
    camera(view) {
      const pose = poseOf(view);
      const eye = new Vector3().setFromMatrixPosition(pose);
      const forward = new Vector3(0, 0, -1).transformDirection(pose);
      stand(eye, eye.clone().addScaledVector(forward, medianDepth(view)), fieldOfView(view, camera.aspect));
      // The controls keep the horizon level; the camera need not have.
      camera.quaternion.setFromRotationMatrix(pose);
      stage.draw();
    },
    near(place) {
      const target = new Vector3(...place);
      const back = camera.position
        .clone()
        .sub(controls.target)
        .setLength(0.35 * radius);
      stand(target.clone().add(back), target);
    },
  };
}

/** Camera-to-world with the axes of three.js: x right, y up, looking along -z. */
function poseOf({ c2w }: ShownView): Matrix4 {
  return new Matrix4()
    .fromArray([...c2w])
    .transpose()
    .multiply(new Matrix4().makeScale(1, -1, -1));
}

function levelForward(view: ShownView | undefined): Vector3 {
  if (!view) return new Vector3(0, 0, -1);
  const forward = new Vector3(0, 0, -1).transformDirection(poseOf(view)).setY(0);
  return forward.length() > 1e-3 ? forward.normalize() : new Vector3(0, 0, -1);
}

/** Level, across the answer's segment, as far as that is not away from `ahead`. */
function facingAnswer({ shapes }: ShownWorld, ahead: Vector3): Vector3 {
  const [x0 = 0, , z0 = 0, x1 = 0, , z1 = 0] = shapes.find(({ isAnswer }) => isAnswer)?.lines ?? [];
  const across = new Vector3(z1 - z0, 0, x0 - x1);
  if (across.length() < 1e-6) return ahead.clone();
  if (across.dot(ahead) < 0) across.negate();
  const heading = (v: Vector3): number => Math.atan2(v.x, -v.z);
  const turn = Math.atan2(Math.sin(heading(across) - heading(ahead)), Math.cos(heading(across) - heading(ahead)));
  const turned = heading(ahead) + Math.max(-MOST_TURN, Math.min(MOST_TURN, turn));
  return new Vector3(Math.sin(turned), 0, -Math.cos(turned));
}

/** Vertical, so that the whole picture fits. */
function fieldOfView({ intrinsics: { fx, fy, width, height } }: ShownView, aspect: number): number {
  const half = Math.max(height / (2 * fy), width / (2 * fx) / aspect);
  return (2 * Math.atan(half) * 180) / Math.PI;
}

function medianDepth({ depth }: ShownView): number {
  const measured = depth.filter((metres) => metres > 0 && Number.isFinite(metres)).sort();
  return measured[measured.length >> 1] ?? 1;
}
