import { execFileSync, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { openLightEndpoint } from "./light-endpoint.ts";
import { watchMemory } from "./memory-watch.ts";
import type { Row } from "./table.ts";

const SAMPLES = 256;
const CONCURRENCY = 32;
const LATENCY_MS = 2000;
/** Of the ideal throughput. */
const BAR = 0.85;

/** A plan, then these: as a model works that looks, finds, measures and answers. */
const CELLS = [
  "show(InputImages.sample(4));",
  'const [heater, door] = tools.SAM3.findObject(InputImages, ["heater", "door"]);\nif (heater && door) show(heater, door);',
  "const recon = tools.Reconstruct.reconstruct(InputImages);\nconst pair = heater && door ? tools.Geometry.closest(heater.seg.points(recon), door.seg.points(recon)) : null;\nprint(pair);",
  "ReturnAnswer(pair ? pair.distance : 0);",
].map((cell) => `Next.\n\n\`\`\`ts\n${cell}\n\`\`\``);

const scripted = (turn: number | null): string =>
  turn === null ? "Find both, reconstruct, measure." : (CELLS[turn] ?? "nothing more");

/** `spatialclaw bench run` as a user starts it, from process start to the written report, beside the ideal. */
export async function benchRunner(): Promise<Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "spatialclaw-runner-"));
  const endpoint = await openLightEndpoint(scripted, LATENCY_MS);
  try {
    execFileSync(process.execPath, [local("agent-room.ts"), path.join(folder, "room")]);
    const questions = Array.from({ length: SAMPLES }, (_, i) =>
      JSON.stringify({
        id: String(i),
        question: "What is the closest distance between the heater and the door?",
        answer: "1",
      }),
    );
    writeFileSync(path.join(folder, "questions.jsonl"), questions.join("\n"));
    const { wallMs, peakMb } = await run(folder, endpoint.url);
    const rows = readFileSync(path.join(folder, "run", "rows.jsonl"), "utf8")
      .split("\n")
      .filter(Boolean);
    const answered = rows.filter((line) => (JSON.parse(line) as { status: string }).status === "answered").length;
    if (answered !== SAMPLES) throw new Error(`${answered} of ${SAMPLES} samples were answered`);
    const ideal = (SAMPLES / CONCURRENCY) * (CELLS.length + 1) * LATENCY_MS;
    return [
      {
        what: `${SAMPLES} samples, ${CONCURRENCY} at once, ${LATENCY_MS / 1000} s latency; peer: ideal`,
        unit: "ms",
        ours: wallMs,
        peer: ideal,
        bar: 1 / BAR,
      },
      { what: "memory of all its processes at most (PSS)", unit: "MB", ours: peakMb, peer: null, bar: null },
    ];
  } finally {
    await endpoint.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(folder: string, url: string): Promise<{ wallMs: number; peakMb: number }> {
  const command = fileURLToPath(new URL("../../packages/cli/bin/spatialclaw.mjs", import.meta.url));
  const args = ["bench", "run", local("runner-rooms.json"), "--data", folder, "--model", "scripted"];
  const begin = performance.now();
  const child = spawn(
    process.execPath,
    [command, ...args, "--concurrency", String(CONCURRENCY), "--traces", "none", "-o", path.join(folder, "run")],
    { env: { ...process.env, OPENAI_BASE_URL: url }, stdio: ["ignore", "ignore", "inherit"] },
  );
  const memory = watchMemory(child.pid ?? 0);
  const code = await new Promise((resolve) => child.once("close", resolve));
  const wallMs = performance.now() - begin;
  const peakMb = await memory.stop();
  if (code !== 0) throw new Error(`bench run ended with code ${code}`);
  return { wallMs, peakMb };
}

function local(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
