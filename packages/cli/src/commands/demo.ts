import { fileURLToPath } from "node:url";
import { askCommand } from "./ask.ts";

/** The capture in the repository; docs/captures.md says how it was made. */
export const DEMO_ROOM = fileURLToPath(new URL("../../../../test/fixtures/room", import.meta.url));

export const DEMO_QUESTION = "What is the closest distance between the heater and the door?";

export function demoCommand(): Promise<number> {
  return askCommand(DEMO_QUESTION, { input: [DEMO_ROOM], model: "offline" });
}
