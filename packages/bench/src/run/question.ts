import type { InterfaceName } from "@spatialclaw/agent";
import { cotQuestion, directQuestion, directTail, instruction } from "../benchmark/ask.ts";
import type { Benchmark } from "../benchmark/define.ts";
import { factsOf } from "../benchmark/evaluate.ts";
import type { Sample } from "../benchmark/types.ts";

/** What a sample is asked as, by the way the model acts. */
export function questionFor(sample: Sample, { card, adapter }: Benchmark, name: InterfaceName): string {
  if (name === "none") return cotQuestion(sample, card.prompt);
  if (name === "direct") return directQuestion(sample, directTail(adapter.form(factsOf(sample))));
  return instruction(sample, card.prompt);
}
