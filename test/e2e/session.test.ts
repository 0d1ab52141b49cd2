import path from "node:path";
import { readTrace } from "@spatialclaw/agent";
import { describe, expect, it } from "vitest";
import { askRecorded, cell, MEASURED, openRecorded, plan } from "./recorded.ts";
import { QUESTION, trueDistance } from "./room.ts";

describe("a session", () => {
  it("goes on with a second question: the same variables, a trace of its own", async () => {
    const second = [
      plan,
      cell("if (!door) throw new Error('gone');\nReturnAnswer(door.seg.points(recon).extent('y').size);"),
    ];
    const { session, ask } = await openRecorded([...MEASURED, ...second]);
    const first = await ask();
    const other = await ask({ question: "How tall is the door?", form: { kind: "number", unit: "cm" } });
    await session.close();
    expect(first.end.answer).toMatchObject({ unit: "m" });
    expect(other.end).toMatchObject({ reason: "answered", steps: 1, answer: { unit: "cm" } });
    expect(other.events[0]).toMatchObject({ type: "run.start", turn: 2, question: "How tall is the door?" });
    expect((await readTrace(path.join(other.folder, "trace.jsonl"))).at(-1)?.type).toBe("run.end");
  });

  it("asks one question after the other, even when they are asked at once", async () => {
    const { session, ask } = await openRecorded([...MEASURED, plan, cell("ReturnAnswer(1);")]);
    const ends = await Promise.all([ask(), ask()]);
    await session.close();
    expect(ends.map(({ end }) => end.reason)).toEqual(["answered", "answered"]);
    expect(ends[1]?.end.answer?.value).toBe(1);
  });

  it("stands beside others without disturbing them", async () => {
    const runs = await Promise.all([1, 2, 3].map(() => askRecorded(MEASURED)));
    for (const { end } of runs) expect(Number(end.answer?.value) / trueDistance("heater", "door")).toBeCloseTo(1, 2);
  });
});

describe("aborting", () => {
  it("at any event leaves a readable trace that ends in order", async () => {
    const { events } = await askRecorded(MEASURED);
    for (let at = 0; at < events.length; at++) {
      const abort = new AbortController();
      let seen = 0;
      const run = await askRecorded(MEASURED, {
        signal: abort.signal,
        onEvent: () => {
          if (seen++ === at) abort.abort(new Error("enough"));
        },
      });
      const trace = await readTrace(path.join(run.folder, "trace.jsonl"));
      expect(trace.map((line) => line.type)).toEqual(run.events.map((event) => event.type));
      expect(trace[0]).toMatchObject({ type: "run.start", question: QUESTION });
      expect(trace.filter((line) => line.type === "run.end")).toHaveLength(1);
      expect(trace.at(-1)).toMatchObject({ type: "run.end", reason: expect.stringMatching(/aborted|answered/) });
    }
  });
});
