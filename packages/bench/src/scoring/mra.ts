/**
 * Mean relative accuracy: the share of ten tolerances that a number meets. The tolerances are 1 - linspace(0.5, 0.95)
 * in doubles, to the last bit: published scores depend on what falls just beside them.
 */
export const TOLERANCES: readonly number[] = [
  0.5, 0.44999999999999996, 0.4, 0.35, 0.30000000000000004, 0.25, 0.19999999999999996, 0.15000000000000002,
  0.10000000000000009, 0.050000000000000044,
];

export interface MraOptions {
  /**
   * What a right answer of 0 means, for which there is no relative error. A number: a value below it is fully right,
   * others are held against it. "size": the value itself is the error. "exact": only 0 is right. "never": no score.
   */
  readonly zero?: number | "exact" | "size" | "never";
  /** Divides by the target with its sign, so that any value is right for a negative target, as some scorers do. */
  readonly signed?: boolean;
}

/** 0 to 1; 0 for values that are not finite. */
export function meanRelativeAccuracy(value: number, target: number, options: MraOptions = {}): number {
  const { zero = "exact", signed = false } = options;
  if (!Number.isFinite(value)) return 0;
  if (target !== 0) return met(Math.abs(value - target) / (signed ? target : Math.abs(target)));
  if (zero === "size") return met(Math.abs(value));
  if (zero === "exact") return Number(value === 0);
  if (zero === "never") return 0;
  return value < zero ? 1 : met(Math.abs(value - zero) / zero);
}

export const mra =
  (options: MraOptions = {}) =>
  (value: number, target: number): number =>
    meanRelativeAccuracy(value, target, options);

const met = (error: number): number => TOLERANCES.filter((tolerance) => error <= tolerance).length / TOLERANCES.length;
