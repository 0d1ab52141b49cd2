import { execFileSync, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type ChatBody, openEndpoint } from "../../test/e2e/endpoint.ts";
import type { AgentFigures, AgentJob } from "./agent-run.ts";
import { openLightEndpoint } from "./light-endpoint.ts";
import { treeCpuMs, treePssMb } from "./process-tree.ts";
import { median, type Row } from "./table.ts";

/**
 * The original, measured once on a machine like this one with scripted replies (8 pictures of 640x480, a plan and
 * 8 cells, no latency). It cannot run here, so these figures stand in for it.
 */
const ORIGINAL = {
  firstAnswerMs: 6900,
  cpuMsPerQuestion: 3000,
  megabytesPerQuestion: 43.5,
  questionsPerSecondAt8: 0.39,
  memoryMbAt8: 2700,
} as const;

const FIRST_ANSWER_BAR_MS = 1500;
const PERFORMANCE = { questions: 12, concurrent: 8, latency: { asks: 64, waves: 4, ms: 2000 } };
const QUESTION = "What is the closest distance between the heater and the door?";

/** The same work as the original's: a plan, seven cells that look and measure, one that answers. */
const CELLS = [
  "const key = InputImages.sample(4);\nshow(key);",
  'const [heater, door] = tools.SAM3.findObject(InputImages, ["heater", "door"]);\nif (heater && door) show(heater.seg.overlay(), door.seg.overlay());',
  "const recon = tools.Reconstruct.reconstruct(InputImages);\nprint(recon.views.length, recon.scale);",
  "const a = heater?.seg.points(recon);\nconst b = door?.seg.points(recon);\nprint(a?.length, b?.length);",
  "if (heater && door) show(recon.renderBev({ objects: [heater, door] }));",
  "const up = a && a.extent('y');\nprint(up);",
  "const pair = a && b ? tools.Geometry.closest(a, b) : null;\nprint(pair);",
  "if (pair) ReturnAnswer(pair.distance);",
].map((cell) => `Next.\n\n\`\`\`ts\n${cell}\n\`\`\``);

/** By the messages alone, so that any number of asks may share one endpoint. */
function scripted({ messages }: ChatBody): string {
  const turns = messages.filter((message) => message.role === "assistant").length;
  return said(messages[0]?.role === "system" && String(messages[0].content).startsWith("You plan") ? null : turns);
}

function said(turn: number | null): string {
  return turn === null ? "Find both, reconstruct, measure." : (CELLS[turn] ?? "nothing more");
}

/** One question's cost, beside what the original takes for the same. */
export async function benchAgent(): Promise<Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "spatialclaw-bench-"));
  const room = path.join(folder, "room");
  execFileSync(process.execPath, [local("agent-room.ts"), room]);
  try {
    const first = await firstAnswers(room, folder);
    const job = (questions: number, concurrency: number) => ({ room, folder, questions, concurrency });
    const { questions, concurrent } = PERFORMANCE;
    const one = await measured(job(questions, 1), 0);
    const eight = await measured(job(4 * concurrent, concurrent), 0);
    const { asks, waves, ms } = PERFORMANCE.latency;
    const wave = await measured(job(asks, asks), ms);
    const many = await measured(job(waves * asks, asks), ms);
    const ideal = (CELLS.length + 1) * ms;
    return [
      {
        what: "process start to the first answer",
        unit: "ms",
        ours: median(first),
        peer: ORIGINAL.firstAnswerMs,
        bar: FIRST_ANSWER_BAR_MS / ORIGINAL.firstAnswerMs,
      },
      {
        what: "CPU time of one more question",
        unit: "ms",
        ours: one.cpuMs,
        peer: ORIGINAL.cpuMsPerQuestion,
        bar: 1 / 10,
      },
      {
        what: "request bytes of one question",
        unit: "MB",
        ours: one.megabytes,
        peer: ORIGINAL.megabytesPerQuestion,
        bar: 1 / 5,
      },
      {
        what: "memory at concurrency 8 (PSS, all processes)",
        unit: "MB",
        ours: eight.peakMb,
        peer: ORIGINAL.memoryMbAt8,
        bar: 1 / 3,
      },
      {
        what: "time per question at concurrency 8",
        unit: "ms",
        ours: eight.msPerQuestion,
        peer: 1000 / ORIGINAL.questionsPerSecondAt8,
        bar: null,
      },
      {
        what: `${waves * asks} asks, ${asks} at once, ${ms / 1000} s latency; peer: ideal`,
        unit: "ms",
        ours: many.wallMs,
        peer: waves * ideal,
        bar: 1 / 0.85,
      },
      {
        what: `${asks} asks at once and no more; peer: ideal`,
        unit: "ms",
        ours: wave.wallMs,
        peer: ideal,
        bar: null,
      },
      {
        what: `memory of one of ${asks}; peer: 120 MB`,
        unit: "MB",
        ours: Math.max(wave.peakMb, many.peakMb) / asks,
        peer: 120,
        bar: 1,
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** As a user runs it: the command, from the start of its process to the answer on stdout. */
async function firstAnswers(room: string, folder: string): Promise<number[]> {
  const endpoint = await openEndpoint(scripted);
  const command = fileURLToPath(new URL("../../packages/cli/bin/spatialclaw.mjs", import.meta.url));
  const runs: number[] = [];
  for (let i = 0; i < 5; i++) {
    const begin = performance.now();
    const args = [command, "ask", QUESTION, "-i", room, "--model", "scripted", "-o", path.join(folder, `first-${i}`)];
    const env = { ...process.env, OPENAI_BASE_URL: endpoint.url };
    const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "ignore"] });
    await new Promise((resolve) => child.stdout.once("data", resolve));
    runs.push(performance.now() - begin);
    await new Promise((resolve) => child.once("close", resolve));
  }
  await endpoint.close();
  return runs;
}

/** A program of its own, so that its processes can be told from this one's. */
async function measured(
  job: Omit<AgentJob, "url">,
  latencyMs: number,
): Promise<AgentFigures & { megabytes: number; cpuMs: number; peakMb: number }> {
  // With latency it stands for one on another machine, and what it does must not be counted as ours.
  const endpoint = latencyMs > 0 ? await openLightEndpoint(said, latencyMs) : await openEndpoint(scripted);
  const child = spawn(process.execPath, [local("agent-run.ts"), JSON.stringify({ ...job, url: endpoint.url })], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  let peakMb = 0;
  let cpuMs = 0;
  let warm = { cpuMs: 0, bytes: 0 };
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, treePssMb(child.pid ?? 0));
  }, 500);
  const figures = await new Promise<AgentFigures>((resolve, reject) => {
    let text = "";
    child.once("error", reject);
    child.once("close", (code) => reject(new Error(`agent-run.ts ended with code ${code}: ${text}`)));
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk;
      // It waits for a line before it goes on, so that its processes are still there when they are counted.
      if (text === "warm\n") {
        warm = { cpuMs: treeCpuMs(child.pid ?? 0), bytes: endpoint.bytes };
        text = "";
        child.stdin.write("go\n");
      } else if (text.endsWith("}\n")) {
        cpuMs = treeCpuMs(child.pid ?? 0) - warm.cpuMs;
        resolve(JSON.parse(text) as AgentFigures);
      }
    });
  });
  clearInterval(watch);
  child.removeAllListeners("close");
  child.stdin.end();
  await endpoint.close();
  return {
    ...figures,
    peakMb,
    cpuMs: cpuMs / job.questions,
    megabytes: (endpoint.bytes - warm.bytes) / job.questions / 1e6,
  };
}

function local(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
