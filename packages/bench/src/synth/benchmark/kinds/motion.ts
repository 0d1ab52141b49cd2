import { bearing } from "../../families/bearing.ts";
import { require } from "../../families/family.ts";
import type { RenderedFrame, SceneCamera } from "../../types.ts";
import type { Kind } from "../types.ts";
import { CLIP_FRAMES, type Clip, MOVES, placeAt, type Xy } from "../world/clip.ts";
import { side4 } from "./sides.ts";

/** A clip and its pictures. */
export interface ClipView extends Clip {
  readonly frames: readonly RenderedFrame[];
}

const LAST = CLIP_FRAMES - 1;
/** Pixels from which on an object is seen by anybody. */
const WELL = 150;
/** Share by which a distance must change to have grown, and at most to be as it was. */
const CHANGED = 0.2;
const SAME = 0.04;
const WAYS = ["forward", "backward", "left", "right"] as const;
const WAY_OF_SIDE: Readonly<Record<string, string>> = {
  front: "forward",
  back: "backward",
  left: "left",
  right: "right",
};

/** Which way it moves, of the way that it faces. */
export const byHeading = (family: string): Kind<ClipView> => ({
  family,
  wording: "motion_by_heading",
  candidates: named,
  pose(view) {
    const { from, to, heading } = pathOf(view);
    const answer = WAY_OF_SIDE[side4([bearing(from, heading, to)], 20)] as string;
    return { answer, options: WAYS };
  },
});

/** Which way it moves, seen from the camera's first place. */
export const byCamera = (family: string): Kind<ClipView> => ({
  family,
  wording: "motion_by_camera",
  candidates: named,
  pose(view) {
    const { from, to } = pathOf(view);
    const { ahead } = groundOf(view.cameras[0]!);
    const ways = { front: "away from the camera", back: "towards the camera", left: "left", right: "right" } as const;
    const side = side4([bearing(from, ahead, to)], 20) as keyof typeof ways;
    return { answer: ways[side], options: Object.values(ways) };
  },
});

/** Whether the two come closer. */
export const cameraDistance: Kind<ClipView> = {
  family: "Obj-Cam distance",
  wording: "camera_distance",
  candidates: named,
  pose(view) {
    const path = pathOf(view);
    const at = (frame: number): number => {
      const { at: camera, height } = groundOf(view.cameras[frame]!);
      const [x, y] = placeAt(path, frame);
      return Math.hypot(x - camera[0], y - camera[1], height - 0.3);
    };
    const ratio = at(LAST) / at(0);
    const options = ["it grows", "it shrinks", "it stays about the same"] as const;
    if (ratio >= 1 + CHANGED) return { answer: options[0], options };
    if (ratio <= 1 / (1 + CHANGED)) return { answer: options[1], options };
    require(Math.abs(ratio - 1) <= SAME, "the distance changes a little");
    return { answer: options[2], options };
  },
};

/** On which side of the mover the camera is at the end. */
export const cameraSide: Kind<ClipView> = {
  family: "Obj-Cam orientation",
  wording: "camera_side",
  candidates: named,
  pose(view) {
    const { to, heading } = pathOf(view);
    const { at } = groundOf(view.cameras[LAST]!);
    return { answer: side4([bearing(to, heading, at)], 20), options: ["front", "right", "back", "left"] };
  },
};

/** How the camera itself moves. */
export const cameraMotion = (family: string): Kind<ClipView> => ({
  family,
  wording: "camera_motion",
  candidates: () => [{}],
  pose({ motion }, _, rng) {
    require(motion.kind === "move", "the camera does not move");
    const answer = motion.kind === "move" ? motion.move : "";
    const others = rng.shuffled(MOVES.filter((move) => move !== answer)).slice(0, 3);
    return { answer, options: rng.shuffled([answer, ...others]) };
  },
});

export const cameraTurn = (family: string): Kind<ClipView> => ({
  family,
  wording: "camera_turn",
  candidates: () => [{}],
  pose({ motion }) {
    require(motion.kind === "turn", "the camera does not turn");
    return { answer: motion.kind === "turn" ? motion.to : "", options: ["left", "right"] };
  },
});

function named(view: ClipView): Record<string, string>[] {
  const { path } = view;
  return path ? [{ mover: path.name, landmark: path.landmark.label }] : [];
}

/** The mover's path, where the pictures show mover and landmark. */
function pathOf({ path, frames }: ClipView): NonNullable<Clip["path"]> {
  require(path !== null, "nothing moves");
  const found = path as NonNullable<Clip["path"]>;
  const pixels = (frame: RenderedFrame | undefined, id: number): number =>
    frame?.ids.reduce((count, other) => count + Number(other === id), 0) ?? 0;
  require(frames.every((frame) => pixels(frame, found.id) >= WELL), "the mover is not in every picture");
  require(pixels(frames[0], found.landmark.id) >= WELL, "the landmark is not in the first picture");
  return found;
}

function groundOf({ c2w: m }: SceneCamera): { at: Xy; ahead: Xy; height: number } {
  const far = Math.hypot(m[2]!, m[6]!);
  return { at: [m[3]!, m[7]!], ahead: [-m[2]! / far, -m[6]! / far], height: m[11]! };
}
