import type { Answer } from "@spatialclaw/agent";
import type { Measurement, ReconstructionRecord } from "@spatialclaw/workspace";
import { formatScale } from "../format.ts";
import { cameraShapes } from "./cameras.ts";
import { coloursOf } from "./colours.ts";
import type { SceneModel, Shape, View, World } from "./data.ts";
import { axisShapes, groundShapes } from "./ground.ts";
import { measuredShape } from "./measured.ts";
import { objectShapes } from "./objects.ts";
import { placed } from "./placed.ts";
import { reachOf, samplePoints } from "./reach.ts";
import type { RecordedScene } from "./read.ts";

type Segment = Answer["evidence"]["segment"];

interface Noted {
  readonly measurement: Measurement;
  readonly turn: number;
  readonly step: number;
}

/** More would cover each other, and each has a label. */
const MOST_MEASUREMENTS = 200;

/** All that was recorded, ready to be drawn; null when nothing was reconstructed. `segment`: what the answer rests on. */
export async function sceneModel(scene: RecordedScene, segment: Segment): Promise<SceneModel | null> {
  const { reconstructions } = scene;
  if (reconstructions.length === 0) return null;
  const noted = scene.measurements.flatMap(({ list, turn, step }) =>
    list.map((measurement) => ({ measurement, turn, step })),
  );
  const unlike = withoutDoubles(noted);
  const worlds: World[] = [];
  for (const record of reconstructions) worlds.push(await worldOf(record, scene, unlike, segment));
  const answers = worlds.findIndex(({ shapes }) => shapes.some(({ isAnswer }) => isAnswer));
  const latest = worlds.findLastIndex(({ shapes }) => shapes.some(({ layer }) => layer === "measurements"));
  return { worlds, start: answers >= 0 ? answers : latest >= 0 ? latest : worlds.length - 1 };
}

async function worldOf(
  record: ReconstructionRecord,
  scene: RecordedScene,
  noted: readonly Noted[],
  segment: Segment,
): Promise<World> {
  const { id, scale, step } = record;
  const views = await Promise.all(record.views.map(viewOf));
  const sample = samplePoints(views);
  const { centre, radius } = reachOf(sample, views);
  const unit = scale.metric ? " m" : "";
  const own = noted.filter(({ measurement }) => measurement.world?.recon === id);
  const drawn = own.slice(-MOST_MEASUREMENTS);
  const measured = drawn.map(({ measurement, turn, step }) => {
    const here = placed(measurement);
    const context = { unit, factor: measurement.world?.scale ?? 1, turn, step, radius };
    return { here, shape: measuredShape(here, { ...context, isAnswer: isSegment(measurement, segment) }) };
  });
  const boxes = new Map(
    measured.flatMap(({ here }) => (here.kind === "box" && here.what !== null ? [[here.what, here] as const] : [])),
  );
  const shapes: Shape[] = [
    ...groundShapes(record.world.ground, sample, { centre, radius, unit }),
    ...axisShapes(views, 0.2 * radius),
    ...cameraShapes(views, 0.06 * radius),
    ...objectShapes(scene, id, boxes),
    ...measured.map(({ shape }) => shape),
  ];
  const left = own.length - drawn.length;
  return {
    title: `Reconstruction ${id}: ${views.length} ${views.length === 1 ? "view" : "views"}, step ${step}`,
    notes: [
      `Scale: ${formatScale(scale)}`,
      `Up: ${record.world.up}, confidence ${record.world.confidence}`,
      ...record.notes,
      ...(left > 0 ? [`${left} earlier measurements are not drawn`] : []),
    ],
    views,
    shapes: quieted(shapes),
    centre,
    radius,
  };
}

async function viewOf(view: ReconstructionRecord["views"][number]): Promise<View> {
  const { frame, intrinsics, stride, first, c2w, depth, confidence, picture } = view;
  const { frameIndex, video, width, height } = frame;
  const name = `frame ${frameIndex}${video === null ? "" : ` of video ${video}`}`;
  const colours = await coloursOf(view);
  return { name, width, height, intrinsics, stride, first, c2w, depth, confidence, colours, picture };
}

/** Cells measure the same again: once is enough, when it was first. */
function withoutDoubles(noted: readonly Noted[]): Noted[] {
  const first = new Map<string, Noted>();
  for (const one of noted) {
    const key = JSON.stringify(one.measurement);
    if (!first.has(key)) first.set(key, one);
  }
  return [...first.values()];
}

function isSegment(measurement: Measurement, segment: Segment): boolean {
  if (segment === null || (measurement.kind !== "closest" && measurement.kind !== "distance")) return false;
  const same = (p: readonly number[], q: readonly number[]) => p.every((x, i) => x === q[i]);
  return same(measurement.a, segment.a) && same(measurement.b, segment.b);
}

/** So many of one layer say something together; of more, only the answer's and the last step's are shown at first. */
const CROWD = 12;

function quieted(shapes: readonly Shape[]): Shape[] {
  const measured = shapes.filter(({ layer }) => layer === "measurements");
  if (measured.length <= CROWD) return [...shapes];
  const last = Math.max(...measured.map(({ step }) => step ?? 0));
  return shapes.map((shape) => {
    const quiet = shape.layer === "measurements" && !shape.isAnswer && shape.step !== last;
    return quiet ? { ...shape, shown: false } : shape;
  });
}
