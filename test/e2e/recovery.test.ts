import { type AgentEvent, ask, createOfflineModel, TraceWriter } from "@spatialclaw/agent";
import { openInput } from "@spatialclaw/media";
import { choosePerception } from "@spatialclaw/perception";
import { expect, it } from "vitest";
import { QUESTION, ROOM, temporaryFolder, trueDistance } from "./room.ts";

it("survives a SIGKILL of the kernel process in mid-run: the namespace comes back, the answer is right", async () => {
  const input = await openInput([ROOM]);
  let kernel: { readonly pid: number | undefined } | undefined;
  const run = ask({
    question: QUESTION,
    input,
    paths: [ROOM],
    model: createOfflineModel(),
    perception: choosePerception(input),
    trace: TraceWriter.open(await temporaryFolder()),
    onKernel: (opened) => {
      kernel = opened;
    },
  });
  const events: AgentEvent[] = [];
  let killed = false;
  for await (const event of run) {
    events.push(event);
    if (event.type === "step.result" && !killed) {
      killed = true;
      process.kill(kernel?.pid ?? 0, "SIGKILL");
    }
  }
  const restarted = events.flatMap((event) =>
    event.type === "step.result" && event.result.restarted ? [event.result.restarted] : [],
  );
  expect(restarted).toHaveLength(1);
  expect(restarted[0]).toMatchObject({ back: expect.arrayContaining(["labels", "found"]), lost: [] });
  const end = await run.result();
  expect(end.reason).toBe("answered");
  const truth = trueDistance("heater", "door");
  expect(Math.abs(Number(end.answer?.value) - truth) / truth).toBeLessThan(0.02);
});
