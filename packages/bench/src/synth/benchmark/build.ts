import path from "node:path";
import { lens, lookAlong } from "../cameras.ts";
import { IllPosed } from "../families/index.ts";
import { Random } from "../random.ts";
import { renderFrame } from "../render.ts";
import { createScene, type PaintedScene } from "../scene.ts";
import { groundTruth } from "../truth.ts";
import type { GroundTruth, RenderedFrame } from "../types.ts";
import { writeCapture } from "../write-capture.ts";
import { appearance } from "./kinds/appearance.ts";
import { directions, route } from "./kinds/directions.ts";
import { absDistance, counting, relDistance, roomSize, size } from "./kinds/measures.ts";
import {
  byCamera,
  byHeading,
  type ClipView,
  cameraDistance,
  cameraMotion,
  cameraSide,
  cameraTurn,
} from "./kinds/motion.ts";
import { partOf, StaticView } from "./kinds/static-view.ts";
import { among, around, rotation } from "./kinds/viewpoints.ts";
import type { Kind, Part, SynthQuestion, SynthSet } from "./types.ts";
import { type CameraMotion, findClip, MOVES } from "./world/clip.ts";

export interface BuildOrder {
  readonly seed: number;
  readonly size: { readonly width: number; readonly height: number };
  /** Captures go here, a folder each. */
  readonly folder: string;
}

/** Kept apart from the scene's own stream, so that questions do not follow its furniture. */
const QUESTIONS = 0x51ed270b;
const CLIPS = 0x2545f491;
const SECONDS_PER_FRAME = 0.5;

const MEASURES = [counting, absDistance, size, relDistance];
const VIDEO = [...MEASURES, roomSize, ...directions, route, appearance];

/** Renders what one seed gives, and finds its questions. The same seed gives the same on every machine. */
export async function buildSet({ seed, size: picture, folder }: BuildOrder): Promise<SynthSet> {
  const scene = createScene(seed, picture);
  const truth = groundTruth(scene);
  const frames = scene.cameras.map((_, i) => renderFrame(scene, i));
  const questions: SynthQuestion[] = [];
  const rng = new Random(seed ^ QUESTIONS);

  const ask = <V>(part: Part, capture: string, view: V, kinds: readonly Kind<V>[]): boolean => {
    const found = kinds.flatMap((kind) => first(kind, view, rng, { part, capture }));
    questions.push(...found);
    return found.length > 0;
  };
  const still = async (part: Part, name: string, cameras: readonly number[], kinds: readonly Kind<StaticView>[]) => {
    const shown = cameras.map((i) => frames[i]!);
    const [seen, known] = partOf(scene, truth, cameras);
    const view = new StaticView(seen, known, shown, shown.length > 4 ? 2 : 1);
    if (ask(part, name, view, kinds)) await writeCapture(path.join(folder, name), seen, shown);
  };

  const all = scene.cameras.map((_, i) => i);
  const timed = { ...scene, cameras: scene.cameras.map((c, i) => ({ ...c, seconds: i * SECONDS_PER_FRAME })) };
  if (ask("VSI", "walk", new StaticView(timed, truth, frames, 2), VIDEO))
    await writeCapture(path.join(folder, "walk"), timed, frames);
  const single = richest(frames);
  await still("SPBench-SI", "single", [single], MEASURES);
  await still(
    "SPBench-MV",
    "views",
    [0, 1, 2].map((i) => (single + 2 * i) % all.length),
    [...MEASURES, ...directions],
  );
  await still("MindCube", "around", [0, 3, 6, 9], [around, among]);
  await turningRound();
  await clips();
  return { seed, questions };

  async function turningRound(): Promise<void> {
    const spot = { ...scene, cameras: spotCameras(scene, picture, rng) };
    const shown = spot.cameras.map((_, i) => renderFrame(spot, i, scene));
    const view = new StaticView(spot, groundTruthOf(spot, truth), shown, 1);
    if (ask("MindCube", "turning", view, [rotation])) await writeCapture(path.join(folder, "turning"), spot, shown);
  }

  async function clips(): Promise<void> {
    const draw = new Random(seed ^ CLIPS);
    const turn: CameraMotion = { kind: "turn", to: draw.pick(["left", "right"]) };
    const move = (): CameraMotion => ({ kind: "move", move: draw.pick(MOVES) });
    const side = (): CameraMotion => ({ kind: "move", move: draw.pick(["forward", "backward", "left", "right"]) });
    await clip("still", { kind: "still" }, true, [
      draw.chance(0.5) ? byHeading("Obj:static cam") : byCamera("Obj:static cam"),
      cameraDistance,
      cameraSide,
    ]);
    await clip("both", side(), true, [
      draw.chance(0.5) ? byHeading("Obj:moving cam") : byCamera("Obj:moving cam"),
      cameraMotion("Cam:dynamic scene"),
      cameraDistance,
      cameraSide,
    ]);
    await clip("camera", draw.chance(0.35) ? turn : move(), false, [
      cameraMotion("Cam:static scene"),
      cameraTurn("Cam:static scene"),
    ]);

    async function clip(name: string, motion: CameraMotion, moving: boolean, kinds: readonly Kind<ClipView>[]) {
      const found = findClip(scene, truth, { motion, moving, size: picture }, draw);
      if (!found) return;
      const shown = found.cameras.map((camera, i) => renderFrame({ ...found.scenes[i]!, cameras: [camera] }, 0, scene));
      const written = { ...found.scenes[0]!, cameras: found.cameras };
      if (ask("DSI", name, { ...found, frames: shown }, kinds))
        await writeCapture(path.join(folder, name), written, shown);
    }
  }
}

/** The first question of a kind that the view decides; none where it decides none. */
function first<V>(
  kind: Kind<V>,
  view: V,
  rng: Random,
  where: { readonly part: Part; readonly capture: string },
): SynthQuestion[] {
  for (const params of kind.candidates(view, rng)) {
    try {
      const posed = kind.pose(view, params, rng);
      return [{ ...where, family: kind.family, wording: kind.wording, params, ...posed }];
    } catch (error) {
      if (!(error instanceof IllPosed)) throw error;
    }
  }
  return [];
}

/** The picture that shows most objects. */
function richest(frames: readonly RenderedFrame[]): number {
  const counts = frames.map(({ ids }) => {
    const pixels = new Map<number, number>();
    for (const id of ids) pixels.set(id, (pixels.get(id) ?? 0) + 1);
    return [...pixels].filter(([id, count]) => id !== 0 && count >= 150).length;
  });
  return counts.indexOf(Math.max(...counts));
}

/** Four pictures from one spot, a quarter of a turn apart. */
function spotCameras(scene: PaintedScene, size: BuildOrder["size"], rng: Random): PaintedScene["cameras"] {
  const at = scene.cameras.map(({ c2w }) => [c2w[3]!, c2w[7]!] as const);
  const middle = [0, 1].map((k) => at.reduce((sum, place) => sum + place[k]!, 0) / at.length) as [number, number];
  const start = rng.range(0, 2 * Math.PI);
  return [0, 1, 2, 3].map((i) => ({
    c2w: lookAlong([middle[0], middle[1], 1.5], start - (i * Math.PI) / 2, -0.25),
    intrinsics: lens(size),
  }));
}

/** The scene's truth under other cameras. */
function groundTruthOf(scene: PaintedScene, truth: GroundTruth): GroundTruth {
  const cameras = scene.cameras.map(({ c2w: m }) => ({
    position: [m[3]!, m[7]!, m[11]!] as const,
    forward: [-m[2]!, -m[6]!, -m[10]!] as const,
    right: [m[0]!, m[4]!, m[8]!] as const,
  }));
  return { ...truth, cameras };
}
