import { RoomView } from "../../families/index.ts";
import { sightings } from "../../sightings.ts";
import type { GroundTruth, RenderedFrame, Scene } from "../../types.ts";

/** Pixels of a wall from which on it counts as seen. */
const WALL_PIXELS = 60;
/** Metres. */
const ON_WALL = 0.01;

/** What some pictures of a room that stands still show of it. */
export class StaticView extends RoomView {
  readonly room: readonly [number, number, number];
  readonly #pixels: (objectId: number) => readonly number[];
  readonly #frames: readonly RenderedFrame[];
  readonly #cameras: Scene["cameras"];

  /** @param least Pictures that must show what a question is about. */
  constructor(scene: Scene, truth: GroundTruth, frames: readonly RenderedFrame[], least: number) {
    const seen = sightings(scene, frames);
    super(scene, truth, seen, least);
    this.room = scene.room;
    this.#pixels = seen.pixels;
    this.#frames = frames;
    this.#cameras = scene.cameras;
  }

  /** Of an object, by frame. */
  pixels(objectId: number): readonly number[] {
    return this.#pixels(objectId);
  }

  /** Whether all four walls are seen. */
  showsWalls(): boolean {
    const counts = [0, 0, 0, 0];
    const [width, depth] = this.room;
    this.#frames.forEach((frame, f) => {
      const { c2w: m, intrinsics: k } = this.#cameras[f]!;
      for (let i = 0; i < frame.ids.length; i += 3) {
        if (frame.ids[i] !== 0) continue;
        const z = frame.depth[i]!;
        const x = (((i % frame.width) + 0.5 - k.cx) / k.fx) * z;
        const y = -((Math.floor(i / frame.width) + 0.5 - k.cy) / k.fy) * z;
        const at = (row: number): number => m[row]! * x + m[row + 1]! * y - m[row + 2]! * z + m[row + 3]!;
        const [px, py] = [at(0), at(4)];
        if (px < ON_WALL) counts[0]!++;
        if (px > width - ON_WALL) counts[1]!++;
        if (py < ON_WALL) counts[2]!++;
        if (py > depth - ON_WALL) counts[3]!++;
      }
    });
    return counts.every((count) => count >= WALL_PIXELS);
  }
}

/** The truth about some of a scene's cameras only. */
export function partOf(scene: Scene, truth: GroundTruth, cameras: readonly number[]): [Scene, GroundTruth] {
  return [
    { ...scene, cameras: cameras.map((i) => scene.cameras[i]!) },
    { ...truth, cameras: cameras.map((i) => truth.cameras[i]!) },
  ];
}
