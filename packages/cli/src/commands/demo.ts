import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { resolveWithoutFiles } from "../config/index.ts";
import { ask } from "./ask.ts";

/** The capture in the repository; docs/captures.md says how it was made. */
const DEMO_ROOM = fileURLToPath(new URL("../../../../test/fixtures/room", import.meta.url));

const DEMO_QUESTION = "What is the closest distance between the heater and the door?";

export function demoCommand(root: Command, done: (work: Promise<number>) => void): void {
  root
    .command("demo")
    .description("answer a question on the capture that comes with spatialclaw, without any model")
    // As on a fresh machine, whatever is configured here.
    .action(() => done(ask(DEMO_QUESTION, { input: [DEMO_ROOM] }, resolveWithoutFiles({ env: {} }), { report: true })));
}
