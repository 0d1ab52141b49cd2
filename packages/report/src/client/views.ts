import { Matrix4, Vector3 } from "three";
import type { ShownView, ShownWorld } from "./decode.ts";
import type { Stage } from "./stage.ts";

const FIELD_OF_VIEW = 50;

/** Where a person may stand. */
export interface Viewpoints {
  /** The whole scene, from above the first camera's shoulder. */
  overview(): void;
  /** From above, the first camera looking up the picture. */
  top(): void;
  /** Level, along the first camera's heading. */
  front(): void;
  camera(view: ShownView): void;
  /** Something at this place. */
  near(place: readonly [number, number, number]): void;
}

export function viewpoints(stage: Stage, world: ShownWorld): Viewpoints {
  const { camera, controls } = stage;
  const centre = new Vector3(...world.centre);
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
  /** So far that the scene's ball fills the smaller side of the canvas. */
  const far = (share: number): number => {
    const half = (FIELD_OF_VIEW * Math.PI) / 360;
    const narrow = Math.min(half, Math.atan(Math.tan(half) * camera.aspect));
    return (share * radius) / Math.sin(narrow);
  };
  const from = (direction: Vector3, share: number): void =>
    stand(centre.clone().addScaledVector(direction.normalize(), far(share)), centre);

  return {
    overview: () =>
      from(
        ahead
          .clone()
          .negate()
          .add(new Vector3(0, 0.75, 0)),
        0.62,
      ),
    // Not quite from above: straight down has no direction that is up the picture.
    top: () =>
      from(
        ahead
          .clone()
          .multiplyScalar(-0.001)
          .add(new Vector3(0, 1, 0)),
        0.75,
      ),
    front: () => from(ahead.clone().negate(), 0.75),
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

/** Vertical, so that the whole picture fits. */
function fieldOfView({ intrinsics: { fx, fy, width, height } }: ShownView, aspect: number): number {
  const half = Math.max(height / (2 * fy), width / (2 * fx) / aspect);
  return (2 * Math.atan(half) * 180) / Math.PI;
}

function medianDepth({ depth }: ShownView): number {
  const measured = depth.filter((metres) => metres > 0 && Number.isFinite(metres)).sort();
  return measured[measured.length >> 1] ?? 1;
}
