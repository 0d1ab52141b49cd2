import { arange, clip, degrees, linspace, mod, radians, round, stats } from "@spatialclaw/geometry";
import { measurement, number, numbers } from "./check.ts";

type Numbers = ArrayLike<number>;

/** NumPy's names, because models know them. What a function can refuse by its numbers alone, geometry refuses. */
export function createNp(): typeof np {
  return Object.freeze({
    min: (a: Numbers) => stats.min(numbers("np.min(a)", a)),
    max: (a: Numbers) => stats.max(numbers("np.max(a)", a)),
    sum: (a: Numbers) => stats.sum(numbers("np.sum(a)", a)),
    mean: (a: Numbers) => stats.mean(numbers("np.mean(a)", a)),
    median: (a: Numbers) => stats.median(numbers("np.median(a)", a)),
    std: (a: Numbers) => stats.std(numbers("np.std(a)", a)),
    percentile: (a: Numbers, q: number) => stats.percentile(numbers("np.percentile(a)", a), q),
    argmin: (a: Numbers) => stats.argmin(numbers("np.argmin(a)", a)),
    argmax: (a: Numbers) => stats.argmax(numbers("np.argmax(a)", a)),
    sort: (a: Numbers) => stats.sort(numbers("np.sort(a)", a)),
    argsort: (a: Numbers) => stats.argsort(numbers("np.argsort(a)", a)),
    diff: (a: Numbers) => stats.diff(numbers("np.diff(a)", a)),
    cumsum: (a: Numbers) => stats.cumsum(numbers("np.cumsum(a)", a)),
    linspace: (start: number, stop: number, n: number) =>
      linspace(number("np.linspace(start)", start), number("np.linspace(stop)", stop), n),
    arange: (start: number, stop: number, step = 1) =>
      arange(number("np.arange(start)", start), number("np.arange(stop)", stop), number("np.arange(step)", step)),
    mod: (a: number, n: number) => mod(measurement("np.mod(a)", a), measurement("np.mod(n)", n)),
    clip: (x: number, lo: number, hi: number) =>
      clip(measurement("np.clip(x)", x), measurement("np.clip(lo)", lo), measurement("np.clip(hi)", hi)),
    round: (x: number, digits = 0) =>
      round(measurement("np.round(x)", x), number("np.round(digits)", digits, { min: -15, max: 15, integer: true })),
    degrees: (rad: number) => degrees(measurement("np.degrees(rad)", rad)),
    radians: (deg: number) => radians(measurement("np.radians(deg)", deg)),
    unwrap: (rad: Numbers) => stats.unwrap(numbers("np.unwrap(rad)", rad)),
  });
}
