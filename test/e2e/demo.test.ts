import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { readTrace } from "@spatialclaw/agent";
import { expect, it } from "vitest";
import { run } from "./command.ts";
import { QUESTION, ROOM, temporaryFolder, trueDistance } from "./room.ts";

it("answers the demo's question within 2 % of the truth, and shows how", async () => {
  const cwd = await temporaryFolder();
  const { code, stdout, stderr } = await run(["demo"], { cwd });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^\d\.\d+ m\n$/);
  const error = Math.abs(Number.parseFloat(stdout) - trueDistance("heater", "door")) / trueDistance("heater", "door");
  expect(error).toBeLessThan(0.02);
  for (const part of [QUESTION, "Plan", "Step 1", "closest distance", "picture:", "trace:", "report:"])
    expect(stderr).toContain(part);
  expect(stderr).not.toContain("\u001b");

  const [name] = readdirSync(path.join(cwd, "spatialclaw-runs"));
  const folder = path.join(cwd, "spatialclaw-runs", name ?? "");
  const trace = await readTrace(path.join(folder, "trace.jsonl"));
  expect(trace[0]?.type).toBe("run.start");
  expect(trace.at(-1)).toMatchObject({
    type: "run.end",
    reason: "answered",
    answer: { unit: "m", scale: { metric: true } },
  });
  const page = readFileSync(path.join(folder, "report.html"), "utf8");
  // One file: each picture is in it as it lies beside the trace.
  for (const picture of readdirSync(path.join(folder, "pictures")))
    expect(page.includes(readFileSync(path.join(folder, "pictures", picture), "base64")), picture).toBe(true);
});

it("computes the answer: nothing of the truth is in reach of the run", () => {
  expect(readdirSync(ROOM).sort()).toEqual(["depth", "images", "instances", "transforms.json"]);
  expect(readFileSync(path.join(ROOM, "transforms.json"), "utf8")).not.toMatch(/distance|truth|seed/);
});

it("gives one JSON object, or one line per event", async () => {
  const cwd = await temporaryFolder();
  const json = await run(["ask", "How many chairs are there?", "-i", ROOM, "--json"], { cwd });
  expect(JSON.parse(json.stdout)).toMatchObject({ reason: "answered", answer: { value: 2, unit: null } });
  const jsonl = await run(["ask", "How many chairs are there?", "-i", ROOM, "--jsonl", "--out", "here"], { cwd });
  const types = jsonl.stdout
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { type: string }).type);
  expect([types[0], types.at(-1)]).toEqual(["run.start", "run.end"]);
  expect(readdirSync(path.join(cwd, "here")).sort()).toEqual(["pictures", "report.html", "scene", "trace.jsonl"]);
});
