import { describe, expect, it } from "vitest";
import { askRecorded, cell, plan, says } from "./recorded.ts";
import { trueDistance } from "./room.ts";

const REPEAT = cell("print(InputImages.length);");
const truth = trueDistance("heater", "door");

describe("a run without an answer", () => {
  it("falls back to one plain question with the key frames when its steps are used up, and says so", async () => {
    const replies = [plan, REPEAT, REPEAT, says("It is about a door's width.\n\nAnswer: 0.9 m")];
    const { events, end } = await askRecorded(replies, { limits: { steps: 2 } });
    expect(end).toMatchObject({ reason: "steps", steps: 2, message: "no answer within 2 steps" });
    expect(end.answer).toMatchObject({ value: 0.9, unit: "m", origin: "question" });
    const results = events.filter((event) => event.type === "step.result");
    expect(results[0]?.feedback).toContain("Step 1 of 2 is done. The next step is the last");
    expect(events.at(-2)).toMatchObject({ type: "fallback", text: expect.stringContaining("door's width") });
  });

  it("else to the last sentence that named an answer", async () => {
    const stated = says("I believe the answer is 0.8 m.\n\n```ts\nprint(1);\n```");
    const { end } = await askRecorded([plan, stated, REPEAT, says("I cannot tell.")], { limits: { steps: 2 } });
    expect(end.answer).toMatchObject({ value: 0.8, origin: "statement" });
  });

  it("else to none, with one line", async () => {
    const { end } = await askRecorded([plan, REPEAT, says("I cannot tell.")], { limits: { steps: 1 } });
    expect(end).toMatchObject({ reason: "steps", answer: null, message: "no answer within 1 step" });
  });

  it("stops after too many replies without a usable cell", async () => {
    const { end } = await askRecorded([plan, ...Array.from({ length: 4 }, () => says("Hm."))], {
      limits: { failures: 3 },
    });
    expect(end).toMatchObject({ reason: "failures", answer: null, steps: 0 });
    expect(end.message).toBe(
      "4 replies in a row without a usable cell; the last: it holds no fenced block of TypeScript.",
    );
  });
});

describe("limits", () => {
  it("tool calls end at the limit, within a cell too", async () => {
    const greedy = cell('for (let i = 0; i < 5; i++) tools.SAM3.segmentImage(InputImages.first, "door");');
    const { events, end } = await askRecorded([plan, greedy, says("Answer: 1")], { limits: { toolCalls: 2 } });
    const result = events.find((event) => event.type === "step.result");
    expect(result?.result.error).toMatchObject({
      kind: "tool",
      message: expect.stringMatching(/2 tool calls .* used up/),
    });
    expect(result?.feedback).toContain("Left besides: 0 tool calls.");
    expect(end).toMatchObject({ toolCalls: 2 });
  });

  it("the time ends a run in the middle of a cell", async () => {
    const endless = cell("for (;;);");
    const { end } = await askRecorded([plan, endless], { limits: { timeoutMs: 1500 } });
    expect(end).toMatchObject({ reason: "time", answer: null, message: "the time is up" });
  });
});

const MEASURE = cell(`const [heater, door] = tools.SAM3.findObject(InputImages, ["heater", "door"]);
const recon = tools.Reconstruct.reconstruct(InputImages);
const pair = heater && door ? tools.Geometry.closest(heater.seg.points(recon), door.seg.points(recon)) : null;`);

describe("a second look at the answer", () => {
  const session = { reflections: 2 };

  it("sends it back with a reason, and lets the next one through", async () => {
    const replies = [
      plan,
      cell("ReturnAnswer(3);"),
      says("REJECT: 3 m was measured by nothing.", "reflect"),
      MEASURE,
      cell("if (pair) ReturnAnswer(pair.distance);"),
      says("ACCEPT", "reflect"),
    ];
    const { events, end } = await askRecorded(replies, { session });
    expect(events.filter((event) => event.type === "reflection").map((event) => event.accepted)).toEqual([false, true]);
    expect(end).toMatchObject({ reason: "answered", steps: 3, answer: { origin: "answered" } });
    expect(Number(end.answer?.value) / truth).toBeCloseTo(1, 2);
  });

  it("does not go on for ever", async () => {
    const replies = [plan, ...[1, 2, 3].flatMap((n) => [cell(`ReturnAnswer(${n});`), says("REJECT: no", "reflect")])];
    const { end } = await askRecorded(replies, { session });
    expect(end).toMatchObject({ reason: "answered", answer: { value: 3 } });
  });

  it("leaves the answer that it turned down when the steps are used up", async () => {
    const replies = [plan, cell("ReturnAnswer(3);"), says("REJECT: no", "reflect")];
    const { end } = await askRecorded(replies, { session, limits: { steps: 1 } });
    expect(end).toMatchObject({ reason: "steps", answer: { value: 3, origin: "submitted" } });
  });
});
