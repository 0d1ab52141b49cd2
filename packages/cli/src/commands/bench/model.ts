import { availableParallelism } from "node:os";
import type { ChatModel } from "@spatialclaw/agent";
import { createSynthPrograms, PROGRAMS_NAME } from "@spatialclaw/bench";
import type { RunModel } from "@spatialclaw/report";
import type { Config } from "../../config/index.ts";
import { chooseModel, OFFLINE, parametersOf } from "../../models.ts";

/** What `--model` names besides what it names everywhere: a cell for each family of `synth`, and no model at all. */
const PROGRAMS = "synth-programs";
const CONCURRENT_REQUESTS = 8;

export interface BenchModel {
  readonly model: ChatModel;
  readonly described: RunModel;
  /** Where nothing else is said: a server takes several at once, rules only work as fast as this machine. */
  readonly concurrency: number;
}

/** Throws InputError when the model has no endpoint. */
export function benchModel(config: Config): BenchModel {
  const { model: name } = config.values;
  if (name === PROGRAMS) {
    const described = { name: PROGRAMS_NAME, kind: "scripted" as const, parameters: {} };
    return { model: createSynthPrograms(), described, concurrency: availableParallelism() };
  }
  const model = chooseModel(config);
  const kind = name === OFFLINE ? "rules" : "endpoint";
  return {
    model,
    described: { name: model.name, kind, parameters: parametersOf(config) },
    concurrency: kind === "rules" ? availableParallelism() : CONCURRENT_REQUESTS,
  };
}
