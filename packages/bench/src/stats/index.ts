export {
  type BootstrapOptions,
  type Interval,
  intervalOf,
  meanInterval,
  RESAMPLES,
  resamplesOf,
} from "./bootstrap.ts";
export { coinTosses, type McNemar, mcnemar } from "./mcnemar.ts";
export { type Paired, pairedBootstrap } from "./paired.ts";
export { quantile } from "./quantile.ts";
export { wilson } from "./wilson.ts";
