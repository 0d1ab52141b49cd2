// A chat model and a tool of one's own. The model here is three lines of rules; anything that completes messages will do.
import { type ChatModel, type CustomTool, plainReply, SpatialClaw } from "spatialclaw";

const gripper: CustomTool = {
  name: "Gripper",
  declaration: "/** Whether the arm at the first camera reaches a place. */\nfunction canReach(p: Vec3): boolean;",
  functions: { canReach: ([p]) => Math.hypot(...(p as number[])) < 3 },
};

const CELL = `const fridge = tools.SAM3.findObject(InputImages, "fridge");
const at = fridge && fridge.seg.centroid(tools.Reconstruct.reconstruct(InputImages));
if (at) ReturnAnswer(tools.Gripper.canReach(at) ? "yes" : "no");`;

const model: ChatModel = {
  name: "three lines of rules",
  seesPictures: false,
  complete: async ({ role }) =>
    plainReply(role === "planner" ? "Find it, then ask the arm." : `Is it near?\n\n\`\`\`ts\n${CELL}\n\`\`\``),
};

const claw = new SpatialClaw({ model, tools: [gripper] });
const { answer, message } = await claw.ask("Can the arm reach the fridge?", { input: "test/fixtures/room" }).result();
console.log(answer?.text ?? message);
