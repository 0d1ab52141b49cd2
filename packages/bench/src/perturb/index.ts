export { perturbed } from "./perception.ts";
export { type Perturbation, perturbationIn, perturbationText } from "./spec.ts";
