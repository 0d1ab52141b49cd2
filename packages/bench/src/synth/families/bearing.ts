import type { TruthObject, Vec3 } from "../types.ts";
import { require } from "./family.ts";
import type { RoomView } from "./view.ts";

export type Xy = readonly [x: number, y: number];

/** Metres on the floor below which "from here to there" is no direction. */
const NO_DIRECTION = 0.3;

/** Degrees clockwise from above, 0 along `forward`, in (-180, 180]. */
export function bearing(from: Xy, forward: Xy, to: Xy): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const ahead = dx * forward[0] + dy * forward[1];
  const right = dx * forward[1] - dy * forward[0];
  return (Math.atan2(right, ahead) * 180) / Math.PI;
}

/** Where an object is on the floor: its true centre first, then where those who only see its sighted side put it. */
export function places(view: RoomView, object: TruthObject): readonly Xy[] {
  const [x, y] = object.box.center;
  return [[x, y], ...view.surface(object).centres()];
}

/** Bearings of an object for a camera, levelled to the floor; the true one first. */
export function cameraBearings(view: RoomView, object: TruthObject, frame: number): readonly number[] {
  const { position, forward } = view.camera(frame);
  const at: Xy = [position[0], position[1]];
  requireApart(at, object.box.center);
  return places(view, object).map((place) => bearing(at, [forward[0], forward[1]], place));
}

/** Bearings of `target` for someone at `at` who faces `facing`, for each way to place the three; the true one first. */
export function standingBearings(
  view: RoomView,
  at: TruthObject,
  facing: TruthObject,
  target: TruthObject,
): readonly number[] {
  requireApart(at.box.center, facing.box.center);
  requireApart(at.box.center, target.box.center);
  return places(view, at).flatMap((from) =>
    places(view, facing).flatMap((ahead) => {
      const forward: Xy = [ahead[0] - from[0], ahead[1] - from[1]];
      return places(view, target).map((to) => bearing(from, forward, to));
    }),
  );
}

function requireApart(a: Xy | Vec3, b: Xy | Vec3): void {
  require(Math.hypot(b[0] - a[0], b[1] - a[1]) >= NO_DIRECTION, "too close for a direction");
}
