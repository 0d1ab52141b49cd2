import type { RunSetup, Table } from "@spatialclaw/report";
import type { Measured } from "../src/paper/index.ts";
import { RUN, rowOf } from "./run-row.ts";

export interface Choices {
  readonly run?: string;
  readonly model?: string;
  readonly interface?: RunSetup["interface"];
  readonly choices?: RunSetup["choices"];
  readonly perturb?: string;
  readonly kind?: RunSetup["model"]["kind"];
  readonly done?: number;
  readonly failed?: number;
  readonly selected?: number;
  readonly whole?: number;
  readonly createdAt?: string;
  readonly steps?: number;
}

/** A benchmark of a run that scored `score`, with headlines that spread around it. */
export function measured(benchmark: string, score: number, more: Choices = {}): Measured {
  const { selected = 100, done = selected, failed = 0, model = "google/gemma-4-31B-it", kind = "endpoint" } = more;
  const own = more.interface ?? "code";
  const { limits, ...setup } = RUN.setup;
  const headlines = Array.from({ length: 1000 }, (_, i) => score + (i - 499.5) / 20_000);
  const table: Table = {
    ...EMPTY,
    benchmark,
    title: benchmark.toUpperCase(),
    score,
    interval: { low: score - 0.024, high: score + 0.024 },
    selected,
    done,
    failed,
  };
  return {
    run: more.run ?? `${model}-${own}`,
    setup: {
      ...setup,
      limits: { ...limits, steps: more.steps ?? 30 },
      model: { name: model, kind, parameters: {} },
      interface: own,
      choices: more.choices ?? {},
      perturb: more.perturb ?? null,
    },
    createdAt: more.createdAt ?? "2026-11-24T00:00:00.000Z",
    table,
    headlines,
    whole: more.whole ?? null,
  };
}

const EMPTY: Table = {
  benchmark: "",
  title: "",
  category: "",
  score: 0,
  of: "samples",
  interval: null,
  intervalOf: "",
  micro: 0,
  protocol: "robust",
  selected: 0,
  done: 0,
  answered: 0,
  unanswered: 0,
  failed: 0,
  unscored: 0,
  measures: {},
  breakdowns: {},
  cost: { ...rowOf(0).usage, ms: 0, medianMs: 0, steps: 0, toolCalls: 0 },
  reasons: [],
  published: [],
  problems: [],
};
