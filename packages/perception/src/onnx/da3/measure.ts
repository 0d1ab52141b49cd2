import type { RgbImage } from "@spatialclaw/media";
import type { Scale } from "../../types.ts";
import { stretchedPose } from "../../world/rigid.ts";
import type { TaskContext } from "../runtime/task.ts";
import type { Camera } from "./camera.ts";
import type { Lenses } from "./lenses.ts";
import { type MetricView, runMetric } from "./metric.ts";
import { fillSky, fitMetres } from "./nested.ts";
import type { RawViews } from "./types.ts";

export interface Measured {
  readonly views: RawViews;
  readonly scale: Scale;
}

/** Confidence in metres, before what is known of lenses and agreement takes from it. */
const CONFIDENCE = { nested: 0.9, focal: 0.8, own: 0.8 } as const;
/** A median disagreement of so much between the two graphs, as a share of the distance, leaves 1/e of the confidence. */
const DISAGREEMENT = 0.25;
const RELATIVE: Scale = { source: "relative", metric: false, confidence: 0 };
const DIVISOR = 300;

/** Lengths in metres, by the manifest's rule; where there is none, or it does not hold, in the model's own unit. */
export async function measure(
  raw: RawViews,
  pictures: readonly RgbImage[],
  lenses: Lenses,
  context: TaskContext,
  notes: string[],
): Promise<Measured> {
  const { unit, metricRule } = context.manifest.post?.depth ?? {};
  if (!context.has("metric")) {
    if (unit !== "metric") return { views: raw, scale: RELATIVE };
    const source = `Depth Anything 3 (${context.manifest.id})`;
    return { views: raw, scale: { source, metric: true, confidence: CONFIDENCE.own * lenses.trust } };
  }
  const seen: MetricView[] = [];
  for (const [n, picture] of pictures.entries()) {
    seen.push(await runMetric(picture, context));
    context.report({ task: "measuring", done: n + 1, total: pictures.length, unit: "frames" });
  }
  if (!context.has("anyview")) return alone(raw, seen, lenses, context);
  if (metricRule?.type !== "nested" || seen.some(({ sky }) => sky === null)) return { views: raw, scale: RELATIVE };
  return nested(raw, seen, lenses, context, notes);
}

/** The nested rule over all views together. */
function nested(
  raw: RawViews,
  seen: readonly MetricView[],
  lenses: Lenses,
  { manifest }: TaskContext,
  notes: string[],
): Measured {
  const { metricRule = { type: "nested", focalDivisor: DIVISOR }, sky } = manifest.post?.depth ?? {};
  const confidence = raw.confidence ?? new Float32Array(raw.depth.length).fill(1);
  const fitted = fitMetres(
    {
      depth: raw.depth,
      confidence,
      metricDepth: joined(seen.map(({ depth }) => depth)),
      sky: joined(seen.map((view) => view.sky as Float32Array)),
      focals: lenses.cameras.map(({ fx, fy }, n) => ((fx + fy) / 2) * (seen[n] as MetricView).focalFactor),
    },
    metricRule,
    sky,
  );
  if (!fitted.isMetric) {
    notes.push("too little of the frames is anything but sky to tell metres: lengths are relative");
    return { views: raw, scale: RELATIVE };
  }
  const cameras = lenses.cameras.map((camera): Camera => ({ ...camera, c2w: stretchedPose(camera.c2w, fitted.scale) }));
  const agreement = Math.exp(-fitted.disagreement / DISAGREEMENT);
  return {
    views: { ...raw, cameras },
    scale: {
      source: `Depth Anything 3 nested (${manifest.id})`,
      metric: true,
      confidence: CONFIDENCE.nested * agreement * lenses.trust,
    },
  };
}

/** Metres of each view by its focal length. */
function alone(raw: RawViews, seen: readonly MetricView[], lenses: Lenses, { manifest }: TaskContext): Measured {
  const { metricRule, sky } = manifest.post?.depth ?? {};
  const maps = seen.map(({ depth, sky: found, focalFactor }, n) => {
    const { fx, fy } = lenses.cameras[n] as Camera;
    const factor = (((fx + fy) / 2) * focalFactor) / (metricRule?.focalDivisor ?? DIVISOR);
    const metres = depth.map((value) => value * factor);
    if (found) fillSky(metres, found, sky, metricRule ?? {});
    return metres;
  });
  return {
    views: { ...raw, depth: joined(maps) },
    scale: {
      source: `metric rule from the focal length (${lenses.sources.join(", ")})`,
      metric: true,
      confidence: CONFIDENCE.focal * lenses.trust,
    },
  };
}

function joined(maps: readonly Float32Array[]): Float32Array {
  const [first] = maps as [Float32Array];
  if (maps.length === 1) return first;
  const out = new Float32Array(maps.length * first.length);
  for (const [n, map] of maps.entries()) out.set(map, n * first.length);
  return out;
}
