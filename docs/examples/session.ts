// Two questions about one scene: what the first one found is still there for the second.
import { SpatialClaw } from "spatialclaw";

const claw = new SpatialClaw({ model: "offline", limits: { steps: 10 } });
await using session = await claw.session("test/fixtures/room");

const height = await session.ask("How tall is the door?", { answer: "number", unit: "cm" }).result();
console.log(`door: ${height.answer?.value.toFixed(0)} cm`);

// An abort ends a run in order, with a readable trace.
const nearer = session.ask("Which is nearer to the sofa, the lamp or the fridge?", {
  signal: AbortSignal.timeout(60_000),
});
const { answer } = await nearer.result();
console.log(`nearer: ${answer?.text}`);
