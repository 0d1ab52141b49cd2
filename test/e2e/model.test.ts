import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { type AgentEvent, ask, createReplayModel, readTrace, TraceWriter } from "@spatialclaw/agent";
import { openInput } from "@spatialclaw/media";
import { choosePerception } from "@spatialclaw/perception";
import { expect, it } from "vitest";
import { run, start } from "./command.ts";
import { openEndpoint } from "./endpoint.ts";
import { QUESTION, ROOM, temporaryFolder, trueDistance } from "./room.ts";

const TRANSCRIPT = path.join(import.meta.dirname, "../fixtures/transcripts/heater-door.jsonl");

interface Recorded {
  readonly role: string;
  readonly text: string;
}
const recorded = readFileSync(TRANSCRIPT, "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Recorded);

it("replays a transcript with a refused, an ill-typed and a failing cell to the right answer", async () => {
  const input = await openInput([ROOM]);
  const folder = await temporaryFolder();
  const model = createReplayModel(TRANSCRIPT);
  const stream = ask({
    question: QUESTION,
    input,
    paths: [ROOM],
    model,
    perception: choosePerception(input),
    trace: TraceWriter.open(folder),
  });
  const events: AgentEvent[] = [];
  for await (const event of stream) events.push(event);
  const results = events.filter((event) => event.type === "step.result");
  expect(results.map((event) => event.result.error?.kind ?? "ok")).toEqual(["refused", "type", "ok", "answer", "ok"]);
  // Refused and ill-typed cells cost no step.
  expect(results.map((event) => event.step)).toEqual([1, 1, 1, 2, 3]);
  expect(results[1]?.feedback).toContain("Did you mean 'findObject'?");
  expect(results[2]?.pictures.map((picture) => picture.label)).toEqual([
    expect.stringContaining("heater"),
    expect.stringContaining("door"),
  ]);
  const end = await stream.result();
  expect(end).toMatchObject({ reason: "answered", steps: 3 });
  expect(Math.abs(Number(end.answer?.value) / trueDistance("heater", "door") - 1)).toBeLessThan(0.02);
  expect((await readTrace(path.join(folder, "trace.jsonl"))).map((line) => line.type)).toEqual(
    events.map((event) => event.type),
  );
});

it("asks an OpenAI-compatible endpoint, with pictures, and answers", async () => {
  const replies = recorded.map((reply) => reply.text);
  const endpoint = await openEndpoint((_, index) => replies[index] ?? 500);
  const env = { OPENAI_BASE_URL: endpoint.url, OPENAI_API_KEY: "sk-very-secret" };
  const cwd = await temporaryFolder();
  const { code, stdout, stderr } = await run(["ask", QUESTION, "-i", ROOM, "--model", "scripted", "--out", "run"], {
    cwd,
    env,
  });
  await endpoint.close();
  expect([code, Number.parseFloat(stdout)]).toEqual([0, expect.closeTo(trueDistance("heater", "door"), 1)]);
  const [planner, first, second, , fourth] = endpoint.requests;
  const images = (body: typeof first) =>
    body?.messages
      .flatMap((m) => (typeof m.content === "string" ? [] : m.content))
      .filter((part) => part.type === "image_url") ?? [];
  // The planner sees no pictures; the first message carries key frames, and what a cell showed comes with its feedback.
  expect([images(planner).length, images(first).length]).toEqual([0, 12]);
  expect(images(fourth).length).toBe(14);
  expect(images(first)[0]?.image_url?.url).toMatch(/^data:image\/jpeg;base64,/);
  // The prefix only grows.
  expect(JSON.stringify(second?.messages).startsWith(JSON.stringify(first?.messages).slice(0, -1))).toBe(true);
  const trace = readFileSync(path.join(cwd, "run/trace.jsonl"), "utf8");
  expect(trace + stderr).not.toContain("sk-very-secret");
});

it("says in one line that a model cannot be asked", async () => {
  const endpoint = await openEndpoint(() => 401);
  const env = { OPENAI_BASE_URL: endpoint.url, OPENAI_API_KEY: "sk-very-secret" };
  const { code, stderr } = await run(["ask", QUESTION, "-i", ROOM, "--model", "scripted"], {
    cwd: await temporaryFolder(),
    env,
  });
  await endpoint.close();
  expect(code).toBe(4);
  expect(stderr).toMatch(/model scripted at http:\/\/127\.0\.0\.1:\d+\/v1 did not answer \(HTTP 401\)/);
  expect(stderr).not.toContain("sk-very-secret");
});

it("ends in order on Ctrl-C: exit code 130, a readable trace, no process left", async () => {
  let hanging: () => void = () => {};
  const reached = new Promise<void>((resolve) => {
    hanging = resolve;
  });
  const endpoint = await openEndpoint((_, index) => {
    if (index === 0) return "a plan";
    hanging();
    return "hang";
  });
  const cwd = await temporaryFolder();
  const { child, finished } = start(["ask", QUESTION, "-i", ROOM, "--model", "scripted", "--out", "run"], {
    cwd,
    env: { OPENAI_BASE_URL: endpoint.url },
  });
  await reached;
  const children = execFileSync("ps", ["-o", "pid=", "--ppid", String(child.pid)], { encoding: "utf8" })
    .trim()
    .split(/\s+/)
    .map(Number);
  expect(children.length).toBeGreaterThan(0);
  child.kill("SIGINT");
  const { code } = await finished;
  await endpoint.close();
  expect(code).toBe(130);
  const trace = await readTrace(path.join(cwd, "run/trace.jsonl"));
  expect(trace.at(-1)).toMatchObject({ type: "run.end", reason: "aborted" });
  for (let i = 0; i < 100 && children.some(running); i++) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(children.filter(running)).toEqual([]);
});

/** A process that has ended but was not yet collected by its new parent counts as ended. */
function running(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}
