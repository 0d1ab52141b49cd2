import { InputError } from "@spatialclaw/media";
import type { OutTensor } from "../runtime/task.ts";

const FACTOR = /^(?:(sigmoid)\((\w+)\)|(\w+))$/;

export function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/**
 * The product of the manifest's factors, `count` values. A factor is the canonical name of an output, or `sigmoid()` of
 * one; an output with fewer values (presence: one for all) stands for all alike. Throws InputError that names the
 * factor.
 */
export function scoresOf(
  factors: readonly string[],
  outputs: Readonly<Record<string, OutTensor>>,
  count: number,
): Float64Array {
  const scores = new Float64Array(count).fill(1);
  for (const factor of factors) {
    const [, isSigmoid, inner, plain] = FACTOR.exec(factor) ?? [];
    const data = outputs[inner ?? plain ?? ""]?.data;
    if (!data || (data.length !== count && data.length !== 1))
      throw new InputError(
        `the score's factor ${JSON.stringify(factor)} is none of the model's outputs for ${count} candidates; there are ${Object.keys(outputs).join(", ")}`,
        "environment",
      );
    for (let i = 0; i < count; i++) {
      const value = data[data.length === 1 ? 0 : i]!;
      scores[i]! *= isSigmoid ? sigmoid(value) : value;
    }
  }
  return scores;
}
