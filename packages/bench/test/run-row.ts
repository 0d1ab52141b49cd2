import type { BenchRow, BenchRun } from "@spatialclaw/report";

const NO_USE = { inputTokens: 0, cachedTokens: 0, outputTokens: 0, costUsd: null };
export const CANARY = {
  at: "2026-11-24T13:05:00.000Z",
  server: null,
  reply: "me",
  seesPictures: null,
  ms: 1,
  usage: NO_USE,
};

export const RUN: BenchRun = {
  format: "spatialclaw-bench-run",
  version: 1,
  spatialclaw: "0.1.0",
  createdAt: "2026-11-24T13:05:00.000Z",
  benchmarks: [
    {
      key: "erqa",
      source: "erqa",
      title: "ERQA",
      category: "single-image",
      dataset: "FlagEval/ERQA",
      samples: 3,
      digest: "abc",
    },
  ],
  selection: { questionTypes: [], ids: [], shuffle: false, limit: null },
  setup: {
    model: { name: "m", kind: "endpoint", parameters: { temperature: 0 } },
    interface: "none",
    limits: { steps: 30, failures: 8, toolCalls: null, timeoutMs: 1000, tokens: null, costUsd: null },
    choices: {},
    perturb: null,
  },
  canary: CANARY,
};

export function rowOf(place: number, more: Partial<BenchRow> = {}): BenchRow {
  return {
    benchmark: "erqa",
    sampleId: `q${place}`,
    place,
    status: "answered",
    reason: "answered",
    error: null,
    answer: "A",
    origin: "answered",
    reply: "A",
    extracted: "A",
    score: 1,
    correct: true,
    protocol: "robust",
    steps: 1,
    toolCalls: 2,
    usage: NO_USE,
    ms: 10 + place,
    server: null,
    model: "m",
    interface: "none",
    trace: null,
    startedAt: "2026-11-24T13:05:00.000Z",
    worker: "w",
    sample: { questionType: "State", choices: [], choicesInQuestion: true, answer: "A", meta: {} },
    ...more,
  };
}
