import type { SourceFrame } from "@spatialclaw/media";
import { type Patch, patchIou, type Size } from "../grid/patch.ts";
import { maskBits } from "../grid/upsample.ts";
import type { ExampleBox, PixelBox } from "../image/prompt-boxes.ts";
import type { Detected } from "../image/task.ts";
import type { Pixel, PlacePrompt } from "../tracker/prompt.ts";
import type { BoxGuess } from "../video/boxes/box-track.ts";
import type { SegmentJobs } from "./jobs.ts";
import { meant } from "./meant.ts";

/** An object as it was seen in a frame. */
export interface Sight {
  readonly patch: Patch;
  readonly bits: Uint8Array;
  readonly score: number;
}

/** Finds one object in a picture: by its place, or by where it was before. null: it is not there. */
export interface Looker {
  first(frame: SourceFrame, place: PlacePrompt): Promise<Sight | null>;
  next(frame: SourceFrame, guess: BoxGuess): Promise<Sight | null>;
}

/** With a tracker's own prompts. */
export function trackerLooker(jobs: SegmentJobs, model: string): Looker {
  const look = async (frame: SourceFrame, place: PlacePrompt, last?: Patch): Promise<Sight | null> => {
    const object = await jobs.place(model, frame, { objects: [place], ...(last ? { last } : {}) });
    return object.present && object.box ? object : null;
  };
  return {
    first: (frame, place) => look(frame, place),
    next: (frame, { box, inside, last }) => look(frame, { points: [inside], negative: [], box }, last),
  };
}

/** Half the side of the box around a point that stands for it, as a share of the picture. */
const POINT_BOX = 0.05;

/** With a detector that takes examples: what looks like the object is found, and of that the one in its place. */
export function exampleLooker(jobs: SegmentJobs, model: string): Looker {
  const detect = async (frame: SourceFrame, examples: readonly ExampleBox[]) => {
    const { detections } = await jobs.detect(model, frame, { text: null, examples, full: false, looks: false });
    return detections;
  };
  const sight = (frame: SourceFrame, one: Detected | null): Sight | null =>
    one && { patch: one.patch, score: one.score, bits: maskBits(one.patch, frame) };
  return {
    async first(frame, place) {
      const found = await detect(frame, examplesOf(place, frame));
      return sight(frame, meant(found, place, frame));
    },
    async next(frame, { box, last }) {
      const found = await detect(frame, [{ box, positive: true }]);
      const ious = found.map(({ patch }) => patchIou(patch, last));
      const most = Math.max(0, ...ious);
      return sight(frame, most > 0 ? found[ious.indexOf(most)]! : null);
    },
  };
}

function examplesOf({ points, negative, box }: PlacePrompt, size: Size): ExampleBox[] {
  const around = (positive: boolean) => (point: Pixel) => ({ box: boxAround(point, size), positive });
  return [...(box ? [{ box, positive: true }] : []), ...points.map(around(true)), ...negative.map(around(false))];
}

function boxAround([x, y]: Pixel, { width, height }: Size): PixelBox {
  const [dx, dy] = [width * POINT_BOX, height * POINT_BOX];
  return [Math.max(0, x - dx), Math.max(0, y - dy), Math.min(width, x + dx), Math.min(height, y + dy)];
}
