import path from "node:path";
import { SpatialClaw } from "spatialclaw";

/** Argument of this program, as JSON. */
export interface AgentJob {
  readonly url: string;
  readonly room: string;
  /** For traces. */
  readonly folder: string;
  readonly questions: number;
  readonly concurrency: number;
}

export interface AgentFigures {
  readonly wallMs: number;
  readonly msPerQuestion: number;
}

const QUESTION = "What is the closest distance between the heater and the door?";

const job = JSON.parse(process.argv[2] ?? "") as AgentJob;
process.env.OPENAI_BASE_URL = job.url;
const claw = new SpatialClaw({ model: "scripted" });
let asked = 0;

async function ask(): Promise<void> {
  const run = claw.ask(QUESTION, { input: job.room, out: path.join(job.folder, `run-${process.pid}-${asked++}`) });
  const { answer, message } = await run.result();
  if (typeof answer?.value !== "number") throw new Error(`no answer: ${message}`);
}

async function inTurn(questions: number): Promise<void> {
  for (let i = 0; i < questions; i++) await ask();
}

async function line(said: string): Promise<void> {
  process.stdout.write(said);
  await new Promise((resolve) => process.stdin.once("data", resolve));
}

// The first question pays for what is done once.
await ask();
await line("warm\n");
const begin = performance.now();
await Promise.all(Array.from({ length: job.concurrency }, () => inTurn(job.questions / job.concurrency)));
const wallMs = performance.now() - begin;
const figures: AgentFigures = { wallMs, msPerQuestion: wallMs / job.questions };
process.stdin.once("end", () => process.exit());
process.stdout.write(`${JSON.stringify(figures)}\n`);
process.stdin.resume();
