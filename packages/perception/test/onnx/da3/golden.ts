// Shapes of goldens/da3.json, as models/export/goldens/da3.py writes it.

import path from "node:path";
import { readRgb } from "../../../../media/src/images.ts";
import { FIXTURES, golden } from "../goldens.ts";

export interface Nested {
  readonly depth: string;
  readonly confidence: string;
  readonly extrinsics: string;
  readonly isMetric: boolean;
  readonly scale: number;
  readonly skyDepth: number | null;
}

interface Maps {
  readonly depth: string;
  readonly confidence: string;
  readonly extrinsics: string;
  readonly intrinsics: string;
}

export interface WideCase {
  readonly frames: readonly number[];
  readonly tokens: string;
  readonly reference: number;
  readonly order: readonly number[];
  readonly balance?: readonly number[];
  readonly asGiven?: Maps;
  readonly withReference: Maps;
  readonly metric: { readonly depth: string; readonly sky: string };
  readonly nested: Nested;
  readonly floor40: number;
}

export interface Rule {
  readonly name: string;
  readonly depth: string;
  readonly confidence: string;
  readonly extrinsics: string;
  readonly intrinsics: string;
  readonly metricDepth: string;
  readonly sky: string;
  readonly out: { readonly depth: string; readonly confidence: string; readonly extrinsics: string };
  readonly isMetric: boolean;
  readonly scale: number;
  readonly skyDepth: number | null;
  readonly alone: { readonly focal: number; readonly depth: string };
  readonly ranks: string;
}

export interface PictureCase {
  readonly picture: string;
  readonly policy: "upper-bound-multiple" | "fixed-shapes";
  readonly size?: number;
  readonly shapes?: readonly [number, number][];
  readonly crop?: readonly [left: number, top: number, width: number, height: number];
  readonly shape?: readonly [number, number];
  readonly to?: readonly [number, number];
  readonly bytes: string;
}

export interface Da3Golden {
  readonly pictures: readonly PictureCase[];
  readonly agentShapes: readonly {
    readonly size: readonly [number, number];
    readonly shape: readonly [number, number];
    readonly crop: readonly [number, number, number, number];
  }[];
  readonly wide: { readonly cases: readonly WideCase[] };
  readonly tall: {
    readonly focalFactor: number;
    readonly depth: string;
    readonly confidence: string;
    readonly camera: string;
    readonly extrinsics: string;
    readonly intrinsics: string;
    readonly metricInput: string;
    readonly metricDepth: string;
    readonly metricSky: string;
    readonly nested: Nested;
  };
  readonly cameras: {
    readonly height: number;
    readonly width: number;
    readonly unusable: readonly number[];
    readonly code: string;
    readonly extrinsics: string;
    readonly intrinsics: string;
  };
  readonly references: readonly {
    readonly tokens: string;
    readonly balance: readonly number[];
    readonly reference: number;
  }[];
  readonly rules: readonly Rule[];
}

export const da3 = golden<Da3Golden>("da3");

export const picture = (name: string) => readRgb(path.join(FIXTURES, "pictures", `${name}.png`));
export const videoFrame = (index: number) =>
  readRgb(path.join(FIXTURES, "video", `${String(index).padStart(3, "0")}.png`));

/** The largest difference, by the larger of 1 and the largest value that is expected. */
export function off(got: ArrayLike<number>, want: ArrayLike<number>): number {
  if (got.length !== want.length) return Number.POSITIVE_INFINITY;
  let [worst, most] = [0, 1];
  for (let i = 0; i < want.length; i++) {
    // NaN would hide in a comparison.
    const difference = Math.abs(got[i]! - want[i]!);
    if (!(difference <= worst)) worst = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
    most = Math.max(most, Math.abs(want[i]!));
  }
  return worst / most;
}
