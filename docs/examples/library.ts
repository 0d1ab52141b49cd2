import { SpatialClaw } from "spatialclaw";

const claw = new SpatialClaw({ model: "offline" });
const run = claw.ask("How far is the sofa from the fridge?", { input: "test/fixtures/room" });
for await (const event of run) {
  if (event.type === "step.result") console.error(event.result.stdout);
}
const { answer, message } = await run.result();
console.log(answer ? `${answer.text}, seen in frames ${answer.evidence.frames.join(", ")}` : message);
