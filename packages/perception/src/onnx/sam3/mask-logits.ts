/** How a manifest's masks are to be read. */
interface MaskReading {
  readonly maskKind: "logits" | "probabilities";
  readonly maskThreshold: number;
}

/** Nearer to 0 and 1 the logarithm says nothing more. */
const LEAST = 1e-6;

/** Logits that are above 0 where the mask is set, whatever the graph gave. The array is made anew where it must be. */
export function maskLogits(masks: Float32Array, { maskKind, maskThreshold }: MaskReading): Float32Array {
  if (maskKind === "logits") return maskThreshold === 0 ? masks : masks.map((logit) => logit - maskThreshold);
  const border = logitOf(maskThreshold);
  return masks.map((probability) => logitOf(probability) - border);
}

function logitOf(probability: number): number {
  const p = Math.min(1 - LEAST, Math.max(LEAST, probability));
  return Math.log(p / (1 - p));
}
