/** Filters of resampling, by the names that Pillow and the manifests give them. */
export type Filter = "box" | "bilinear" | "bicubic" | "lanczos3";

interface Kernel {
  /** Beyond this distance the weight is 0. In source pixels when growing, stretched when shrinking. */
  readonly reach: number;
  weight(x: number): number;
}

/** Of the family of cubic filters the one through a slope of -0.5, as Pillow and Catmull-Rom have it. */
const SLOPE = -0.5;

export const KERNELS: Readonly<Record<Filter, Kernel>> = {
  box: { reach: 0.5, weight: (x) => (x > -0.5 && x <= 0.5 ? 1 : 0) },
  bilinear: { reach: 1, weight: (x) => Math.max(0, 1 - Math.abs(x)) },
  bicubic: { reach: 2, weight: cubic },
  lanczos3: { reach: 3, weight: (x) => (x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0) },
};

function cubic(signed: number): number {
  const x = Math.abs(signed);
  if (x < 1) return ((SLOPE + 2) * x - (SLOPE + 3)) * x * x + 1;
  return x < 2 ? (((x - 5) * x + 8) * x - 4) * SLOPE : 0;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI);
}
