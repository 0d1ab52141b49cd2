import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError } from "@spatialclaw/media";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { NO_USAGE } from "../src/chat/usage.ts";
import type { AgentEvent } from "../src/events.ts";
import { DEFAULT_ASK_LIMITS } from "../src/limits.ts";
import { readTrace, TraceWriter } from "../src/trace.ts";

const start: AgentEvent = {
  type: "run.start",
  version: 1,
  question: "How far is the heater\nfrom the “door”?",
  input: { name: "room", kind: "capture", frames: 2, paths: ["room"] },
  pictures: [],
  model: "offline",
  perception: "capture",
  interface: "code",
  limits: DEFAULT_ASK_LIMITS,
  turn: 1,
  startedAt: "2026-11-24T13:05:00.000Z",
};
const plan: AgentEvent = { type: "plan", text: "measure", ms: 3, usage: { ...NO_USAGE, inputTokens: 1 } };
const step = (n: number): AgentEvent => ({ type: "step.start", step: n });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "trace-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const traceFile = () => join(folder, "trace.jsonl");
const withoutTime = (lines: readonly (AgentEvent & { t: number })[]) => lines.map(({ t: _, ...event }) => event);

describe("writing", () => {
  test("can be left out altogether", async () => {
    const writer = TraceWriter.nowhere();
    writer.write(start);
    expect(writer.addPicture(new Uint8Array(3), "png", "frame 0", 4, 3)).toEqual({
      file: "input-01.png",
      label: "frame 0",
      width: 4,
      height: 3,
    });
    writer.close();
    expect(await readdir(folder)).toEqual([]);
  });

  test("every event is in the file as soon as write returns", async () => {
    const writer = TraceWriter.open(folder);
    const events = [start, plan, step(1)];
    for (const [i, event] of events.entries()) {
      writer.write(event);
      expect(withoutTime(await readTrace(traceFile()))).toEqual(events.slice(0, i + 1));
    }
    writer.close();
  });

  test("t counts from run.start and never goes back", async () => {
    const writer = TraceWriter.open(folder);
    for (const event of [start, plan, step(1), step(2)]) writer.write(event);
    writer.close();
    const times = (await readTrace(traceFile())).map((line) => line.t);
    expect(times[0]).toBe(0);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  test("creates the folders above it", async () => {
    const deep = join(folder, "a", "b");
    TraceWriter.open(deep).close();
    expect((await readdir(deep)).sort()).toEqual(["pictures", "trace.jsonl"]);
  });

  test("pictures are named by step and order, and leave no partial files", async () => {
    const writer = TraceWriter.open(folder);
    const bytes = Uint8Array.of(1, 2, 3);
    const refs = [writer.addPicture(bytes, "jpg", "frame 0", 64, 48)];
    for (const event of [start, step(1)]) writer.write(event);
    refs.push(writer.addPicture(bytes, "png", "masks", 64, 48), writer.addPicture(bytes, "png", "bev", 32, 32));
    writer.write(step(1));
    refs.push(writer.addPicture(bytes, "png", "again", 32, 32));
    writer.write(step(2));
    refs.push(writer.addPicture(Uint8Array.of(9), "webp", "last", 1, 1));
    writer.close();
    const files = refs.map((ref) => ref.file);
    expect(files).toEqual(["input-01.jpg", "step-01-01.png", "step-01-02.png", "step-01-03.png", "step-02-01.webp"]);
    expect(refs[0]).toEqual({ file: "input-01.jpg", label: "frame 0", width: 64, height: 48 });
    expect((await readdir(join(folder, "pictures"))).sort()).toEqual(files);
    expect([...(await readFile(join(folder, "pictures", "step-02-01.webp")))]).toEqual([9]);
  });

  test("a folder that cannot be written is a usage error with folder and reason", async () => {
    const file = join(folder, "plain");
    await writeFile(file, "");
    const below = join(file, "run");
    const open = () => TraceWriter.open(below);
    expect(open).toThrow(InputError);
    expect(open).toThrow(`cannot write to output folder ${below}: ENOTDIR: not a directory; name one you may write to`);
    expect(open).toThrow(expect.objectContaining({ kind: "usage" }));
  });

  test("an earlier run is never overwritten", async () => {
    const first = TraceWriter.open(folder);
    first.write(start);
    first.close();
    expect(() => TraceWriter.open(folder)).toThrow(`${folder} already holds a run; name a new or an empty folder`);
    expect(await readTrace(traceFile())).toHaveLength(1);
  });

  test("a picture that cannot be stored is an environment error", async () => {
    const writer = TraceWriter.open(folder);
    await rm(join(folder, "pictures"), { recursive: true });
    const add = () => writer.addPicture(Uint8Array.of(1), "png", "x", 1, 1);
    expect(add).toThrow(expect.objectContaining({ name: "InputError", kind: "environment" }));
    expect(add).toThrow(/ENOENT/);
    writer.close();
  });

  test("close is safe twice; nothing may follow it", () => {
    const writer = TraceWriter.open(folder);
    writer.close();
    writer.close();
    expect(() => writer.write(start)).toThrow("closed");
    expect(existsSync(traceFile())).toBe(true);
  });
});

describe("reading", () => {
  const lines = (...records: unknown[]) => records.map((record) => `${JSON.stringify(record)}\n`).join("");

  test("a last line cut at any byte is dropped, the rest is read", async () => {
    const whole = Buffer.from(lines({ ...start, t: 0 }));
    const last = Buffer.from(lines({ ...plan, text: "mètres", t: 5 }));
    for (let length = 0; length < last.length - 1; length++) {
      await writeFile(traceFile(), Buffer.concat([whole, last.subarray(0, length)]));
      expect(await readTrace(traceFile())).toHaveLength(1);
    }
    await writeFile(traceFile(), Buffer.concat([whole, last.subarray(0, -1)]));
    expect(await readTrace(traceFile())).toHaveLength(2);
  });

  test("a broken line before the end is an error with its number", async () => {
    await writeFile(traceFile(), `${lines(start)}{"type":"pl\n${lines(plan)}`);
    await expect(readTrace(traceFile())).rejects.toThrow(`${traceFile()}, line 2, is not a JSON object`);
  });

  test.each([
    ["another version", lines({ ...start, version: 2 }), "has trace version 2; expected run.start with version 1"],
    ["no version", lines({ type: "run.start" }), "has trace version none; expected"],
    ["another first event", lines(plan, start), 'begins with "plan"; expected run.start with version 1'],
    ["no type", lines({ version: 1 }), "begins with no type; expected"],
    ["an empty file", "", "holds no event; expected"],
    ["a cut first line", '{"type":"run.st', "holds no event; expected"],
  ])("%s is an error that names what was found", async (_, text, message) => {
    await writeFile(traceFile(), text);
    const read = readTrace(traceFile());
    await expect(read).rejects.toBeInstanceOf(InputError);
    await expect(read).rejects.toThrow(message);
  });

  test("a missing file is an error with the path", async () => {
    await expect(readTrace(traceFile())).rejects.toThrow(`cannot read trace ${traceFile()}: ENOENT: no such file`);
  });

  test("events of types it does not know are skipped", async () => {
    await writeFile(traceFile(), lines(start, { type: "step.mood", step: 1 }, { type: "toString" }, plan));
    expect((await readTrace(traceFile())).map((line) => line.type)).toEqual(["run.start", "plan"]);
  });
});

describe("docs/trace.md", () => {
  const page = new URL("../../../docs/trace.md", import.meta.url);

  test("its examples are a trace with every event, and every field of them is described", async () => {
    const text = await readFile(page, "utf8");
    const examples = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map((match) => match[1] ?? "");
    await writeFile(traceFile(), examples.join(""));
    const trace = await readTrace(traceFile());
    expect(trace.map((line) => line.type)).toEqual([
      "run.start",
      "plan",
      "step.start",
      "step.reply",
      "step.result",
      "run.end",
    ]);
    const prose = text.replaceAll(/```json[\s\S]*?```/g, "");
    for (const key of trace.flatMap(keysOf)) expect(prose).toContain(`\`${key}\``);
  });
});

function keysOf(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(keysOf);
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
}
