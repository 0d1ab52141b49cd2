import { cpSync, existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createOpenAIModel } from "../../../packages/agent/src/chat/openai.ts";
import { type AttributeOptions, attribute } from "../../../packages/bench/src/attribute/index.ts";
import type { AttributionReport } from "../../../packages/report/src/bench/index.ts";
import { run, start } from "../command.ts";
import { type Endpoint, openEndpoint, type Scripted } from "../endpoint.ts";
import { type Ground, ground, roomsEndpoint, rowsIn, runRooms } from "./rooms.ts";

/** Samples that only one run has right: by letters, all or nothing. */
const ONLY_A = [1, 2, 5, 7, 10];
const ONLY_B = [4, 8];
const LIMIT = "12";

let on: Ground;

beforeAll(async () => {
  on = await ground();
  const right = (i: number): string => `Answer: ${"ABC"[i % 3]}`;
  const script = (wrong: readonly number[]) => (i: number) =>
    i % 3 === 0 ? null : wrong.includes(i) ? `That is behind the plant ${i}. Answer: D` : right(i);
  const [a, b] = await Promise.all([
    roomsEndpoint({ before: script(ONLY_B) }),
    roomsEndpoint({ before: script(ONLY_A) }),
  ]);
  const all = ["--limit", LIMIT, "--traces", "all"];
  await Promise.all([runRooms(on, on.at("a"), a.url, all), runRooms(on, on.at("b"), b.url, all)]);
  await Promise.all([a.close(), b.close()]);
});

afterAll(() => on.clear());

interface Judge extends Endpoint {
  /** How often each sample was asked about. */
  readonly counts: ReadonlyMap<number, number>;
}

const CATEGORIES = ["code-composition", "control-flow", "interface-neutral"];

const verdict = (i: number): string => `Well.\n{"category": "${CATEGORIES[i % 3]}", "reason": "sample ${i} shows it"}`;

async function openJudge(before: (sample: number, times: number) => Scripted | null = () => null): Promise<Judge> {
  const counts = new Map<number, number>();
  const endpoint = await openEndpoint((body) => {
    const sample = Number(/Question (\d+):/.exec(JSON.stringify(body.messages))?.[1]);
    counts.set(sample, (counts.get(sample) ?? 0) + 1);
    return before(sample, counts.get(sample) ?? 0) ?? verdict(sample);
  });
  return { ...endpoint, counts };
}

const flags = (judge: Judge, out: string, more: readonly string[] = []): string[] => [
  ...["bench", "attribute", on.at("a"), on.at("b"), "--model", "judge", "--endpoint", judge.url],
  ...["--retries", "0", "-o", on.at(out), ...more],
];

/** The same in this process, without the command. */
async function attributed(judge: Judge, out: string, more: Partial<AttributeOptions> = {}) {
  const notes: string[] = [];
  const made = await attribute({
    ...{ a: on.at("a"), b: on.at("b"), out: on.at(out), concurrency: 1, limit: null, tokens: null, costUsd: null },
    judge: createOpenAIModel({ model: "judge", endpoints: [judge.url], retries: 0 }),
    signal: new AbortController().signal,
    onNote: (line) => notes.push(line),
    ...more,
  });
  return { ...made, notes };
}

const judgements = (out: string): { key: string; reason: string }[] => {
  const file = path.join(on.at(out), "judgements.jsonl");
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
};

describe.concurrent("bench attribute", () => {
  it("asks a judge once about each question that only one run has right, with both traces", async () => {
    const judge = await openJudge();
    const { code, stdout, stderr } = await run(flags(judge, "whole", ["--json"]));
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect([...judge.counts].sort(([a], [b]) => a - b)).toEqual(
      [...ONLY_A, ...ONLY_B].sort((a, b) => a - b).map((i) => [i, 1]),
    );
    const { wins, usage } = JSON.parse(stdout) as AttributionReport;
    const count = (of: readonly number[], category: number) => of.filter((i) => i % 3 === category).length;
    for (const [side, of] of [ONLY_A, ONLY_B].entries()) {
      expect(wins[side]).toMatchObject({ questions: of.length, untraced: 0, open: 0, unclear: 0 });
      expect(wins[side]?.causes.map((one) => one.count)).toEqual([0, 1, 2].map((category) => count(of, category)));
    }
    expect(usage).toMatchObject({ inputTokens: 70, outputTokens: 35, costUsd: null });
    expect(stderr).toContain("judging took 70 tokens in, 35 out, price not known");
    const asked = judge.requests.find((body) => JSON.stringify(body.messages).includes("Question 7:"));
    const text = JSON.stringify(asked?.messages);
    expect(text).toContain("That is behind the plant 7");
    expect(text.indexOf("# The run that was wrong")).toBeLessThan(text.indexOf("That is behind the plant"));
    expect(text).toContain("Right answer: B (right)");

    await judge.close();
  });

  it("goes on after a kill with the question that was under way", async () => {
    const judge = await openJudge((_, times) => (judge.requests.length === 4 && times === 1 ? "hang" : null));
    const { child, finished } = start(flags(judge, "killed"));
    await expect.poll(() => judge.requests.length, { timeout: 20_000 }).toBe(4);
    child.kill("SIGKILL");
    await finished;
    expect(judgements("killed")).toHaveLength(3);
    const { code, stdout } = await run(flags(judge, "killed"));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\| control-flow \| 3 \| 60\.0 \| 23\.1 to 88\.2 \|/m);
    expect(readFileSync(path.join(on.at("killed"), "report.md"), "utf8")).toBe(stdout);
    expect(judgements("killed")).toHaveLength(7);
    expect([...judge.counts.values()].sort()).toEqual([1, 1, 1, 1, 1, 1, 2]);
    await judge.close();
  });

  it("keeps what is judged when the judge fails, and goes on with the rest", async () => {
    const judge = await openJudge((i, times) => (i === 5 && times === 1 ? 500 : i === 8 ? "no idea" : null));
    const first = await run(flags(judge, "failing"));
    expect(first.code).toBe(4);
    expect(first.stderr).toMatch(/rooms s5 could not be judged: .*500/);
    expect(first.stderr).toContain("1 of the questions are not judged");
    expect(first.stdout).toContain("- 1 questions are not judged yet");
    const second = await attributed(judge, "failing");
    expect(second).toMatchObject({ open: 0, notes: [] });
    expect(second.report.wins.map(({ unclear }) => unclear)).toEqual([0, 1]);
    expect(judge.requests).toHaveLength(8);
    const other = createOpenAIModel({ model: "another", endpoints: [judge.url] });
    await expect(attributed(judge, "failing", { judge: other })).rejects.toThrow(
      /holds another attribution: judge is "judge", now it is "another"; name another folder/,
    );
    expect(await attributed(judge, "failing")).toMatchObject({ open: 0 });
    expect(judge.requests).toHaveLength(8);
    await judge.close();
  });

  it("says in one line how to keep traces where there are none, and asks nothing", async () => {
    const judge = await openJudge();
    cpSync(on.at("b"), on.at("bare"), { recursive: true });
    rmSync(on.at("bare/traces"), { recursive: true });
    const args = flags(judge, "none").map((arg) => (arg === on.at("b") ? on.at("bare") : arg));
    const { code, stderr } = await run(args);
    expect(code).toBe(2);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toMatch(/7 questions .* 7 have no trace of both runs \(.*bare lacks 7\); .*--traces all/);
    expect(judge.requests).toHaveLength(0);
    await judge.close();
  });

  it("draws the same questions for the same limit, and stops at its budget", async () => {
    const judge = await openJudge();
    const few = await attributed(judge, "few", { limit: 5, tokens: 40 });
    expect(few).toMatchObject({ open: 2, notes: [expect.stringContaining("the budget is used up")] });
    expect(judge.requests).toHaveLength(3);
    const more = await attributed(judge, "few", { limit: 5 });
    expect(more.open).toBe(0);
    expect(judge.requests).toHaveLength(5);
    await expect(attributed(judge, "few", { costUsd: 1 })).rejects.toThrow(/prices of judge are not known/);
    expect(Math.max(...judge.counts.values())).toBe(1);
    await judge.close();
  });
});

it("the runs differ as this test believes", () => {
  const [a, b] = ["a", "b"].map((name) => new Map(rowsIn(on.at(name)).map((row) => [row.sampleId, row.score ?? 0])));
  const better = (p = new Map<string, number>(), q = new Map<string, number>()) =>
    [...p].filter(([id, score]) => score - (q.get(id) ?? 0) >= 0.5).map(([id]) => Number(id.slice(1)));
  expect([better(a, b).sort((x, y) => x - y), better(b, a)]).toEqual([ONLY_A, ONLY_B]);
});
