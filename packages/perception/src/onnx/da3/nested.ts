import type { DepthSpec } from "../manifest/index.ts";
import { quantile } from "./quantile.ts";

type Rule = NonNullable<DepthSpec["metricRule"]>;
type Sky = NonNullable<DepthSpec["sky"]>;

/** Maps of all views, one after the other: row-major, N x H x W. */
export interface NestedMaps {
  /** Up to scale, as the views' graph gives it. */
  readonly depth: Float32Array;
  readonly confidence: Float32Array;
  /** As the metric graph gives it. */
  readonly metricDepth: Float32Array;
  readonly sky: Float32Array;
  /** For each view: (fx + fy) / 2 in pixels of the metric graph's picture. */
  readonly focals: readonly number[];
}

export interface Fitted {
  /** false: too little is no sky; then nothing was changed. */
  readonly isMetric: boolean;
  /** By which lengths became metres; 1 where they did not. */
  readonly scale: number;
  /** Median of |metres - scale x depth| / metres over the pixels that were fitted: how well the graphs agree. */
  readonly disagreement: number;
  /** Metres that sky was given; null: not metric. */
  readonly skyDepth: number | null;
}

/** With fewer pixels that are no sky (or, of a single view, that are sky) nothing is said. */
const FEWEST = 10;
const NOTHING: Fitted = { isMetric: false, scale: 1, disagreement: Number.NaN, skyDepth: null };
const LEAST_SQUARES = 1e-12;
/** The lowest confidence that there is: sky is nowhere. */
const SKY_CONFIDENCE = 1;
const OFFICIAL: Sky = { threshold: 0.3, isSkyIf: ">=" };

/**
 * One scale for all views that brings their depth to the metric graph's metres, by least squares over the surer half of
 * what is no sky. Changes `depth` (metres, sky far away) and `confidence` (sky lowest) in place; sums in float64.
 */
export function fitMetres(maps: NestedMaps, rule: Rule, sky: Sky = OFFICIAL): Fitted {
  const { depth, confidence, focals } = maps;
  const ground = groundOf(maps.sky, sky);
  if (sumOf(ground) <= FEWEST) return NOTHING;
  const { confQuantile = 0.5, skyFillQuantile = 0.99, skyFillMax = 200 } = rule;
  const plane = depth.length / focals.length;
  const factors = focals.map((focal) => focal / rule.focalDivisor);
  const { scale, disagreement } = leastSquares(maps, rule, {
    ground,
    middle: quantile(confidence, confQuantile, ground),
    factorOf: (n) => factors[n]!,
    plane,
  });
  if (!(scale > 0 && Number.isFinite(scale))) return NOTHING;
  for (let i = 0; i < depth.length; i++) depth[i]! *= scale;
  const far = Math.min(quantile(depth, skyFillQuantile, ground), skyFillMax);
  for (let i = 0; i < depth.length; i++) {
    if (ground[i] === 1) continue;
    depth[i] = far;
    confidence[i] = SKY_CONFIDENCE;
  }
  return { isMetric: true, scale, disagreement, skyDepth: far };
}

interface FitOver {
  /** 1 where there is no sky. */
  readonly ground: Uint8Array;
  /** Less certain pixels do not count. */
  readonly middle: number;
  /** Metres of the metric graph's unit in a view. */
  readonly factorOf: (view: number) => number;
  /** Pixels of a view. */
  readonly plane: number;
}

function leastSquares(maps: NestedMaps, { minMetric = 0.01, minDepth = 0.001 }: Rule, over: FitOver) {
  const { depth, confidence, metricDepth } = maps;
  const { ground, middle, factorOf, plane } = over;
  const fitted = new Uint8Array(depth.length);
  /** depth / metres, which the scale is to turn to 1. */
  const ratios = new Float32Array(depth.length);
  let [products, squares] = [0, 0];
  for (let n = 0, i = 0; i < depth.length; n++) {
    const factor = factorOf(n);
    for (const end = i + plane; i < end; i++) {
      const own = depth[i]!;
      const metres = metricDepth[i]! * factor;
      if (ground[i] === 0 || !(confidence[i]! >= middle && own > minDepth && metres > minMetric)) continue;
      fitted[i] = 1;
      ratios[i] = own / metres;
      products += metres * own;
      squares += own * own;
    }
  }
  const scale = products / Math.max(squares, LEAST_SQUARES);
  for (let i = 0; i < ratios.length; i++) ratios[i] = Math.abs(1 - scale * ratios[i]!);
  return { scale, disagreement: quantile(ratios, 0.5, fitted) };
}

/**
 * One view of a model without confidence: its sky is put as far away as nearly all else, unless either is too little
 * to tell. Changes `depth` in place.
 */
export function fillSky(
  depth: Float32Array,
  sky: Float32Array,
  spec: Sky = OFFICIAL,
  { skyFillQuantile = 0.99 }: Partial<Rule> = {},
): void {
  const ground = groundOf(sky, spec);
  const pixels = sumOf(ground);
  if (pixels <= FEWEST || depth.length - pixels <= FEWEST) return;
  const far = quantile(depth, skyFillQuantile, ground);
  for (let i = 0; i < depth.length; i++) if (ground[i] === 0) depth[i] = far;
}

/** 1 for each pixel that is no sky, by the manifest's threshold and direction. */
function groundOf(sky: Float32Array, { threshold, isSkyIf }: Sky): Uint8Array {
  const out = new Uint8Array(sky.length);
  // A float is compared with the nearest float, as PyTorch does with a number.
  const limit = Math.fround(threshold);
  const above = isSkyIf === ">=" ? 0 : 1;
  for (let i = 0; i < sky.length; i++) out[i] = sky[i]! >= limit ? above : 1 - above;
  return out;
}

function sumOf(ones: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < ones.length; i++) sum += ones[i]!;
  return sum;
}
