import { mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { openScene, SpatialClaw } from "../../packages/cli/src/index.ts";
import { run } from "./command.ts";

const sample = (name: string): string => fileURLToPath(new URL(`../fixtures/media/captures/${name}`, import.meta.url));
const temporary = (): Promise<string> => mkdtemp(path.join(tmpdir(), "captures-"));

describe("the same room in each format that holds depth and masks", () => {
  it.each([
    "What is the closest distance between the heater and the door?",
    "How tall is the door?",
    "How wide is the heater?",
  ])("answers alike: %s", async (question) => {
    const answers: unknown[] = [];
    for (const format of ["nerfstudio", "tum", "scannet"]) {
      const asked = new SpatialClaw().ask(question, {
        input: sample(format),
        out: path.join(await temporary(), "run"),
      });
      const { answer } = await asked.result();
      answers.push(typeof answer?.value === "number" ? Math.round(1e4 * answer.value) : answer?.value);
    }
    expect(answers[0]).toBeDefined();
    expect(new Set(answers).size).toBe(1);
  });
});

it("says of a COLMAP model what it lacks", async () => {
  await expect(openScene(sample("colmap"))).rejects.toThrow(/comes without depth and object masks/);
});

describe("spatialclaw capture convert", () => {
  it("writes the capture, its path on stdout and the losses on stderr", async () => {
    const out = path.join(await temporary(), "room");
    const { code, stdout, stderr } = await run(["capture", "convert", sample("nerfstudio"), out, "--to", "colmap"]);
    expect([code, stdout]).toEqual([0, `${out}\n`]);
    expect(stderr).toBe("spatialclaw: the format has no depth and no object masks: left out\n");
    expect((await readdir(out)).sort()).toEqual(["images", "sparse"]);
  });

  it.each([
    ["an unknown format", ["--to", "ply"], /--to is "ply", expected one of nerfstudio, tum, scannet, colmap/],
    ["no format", [], /required option '--to <format>' not specified/],
  ])("refuses %s", async (_, flags, message) => {
    const out = path.join(await temporary(), "room");
    const { code, stderr } = await run(["capture", "convert", sample("tum"), out, ...flags]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd()).not.toContain("\n");
  });

  it("refuses what is no capture, in one line, and writes nothing", async () => {
    const parent = await temporary();
    const { code, stderr } = await run([
      ...["capture", "convert", path.join(sample("nerfstudio"), "images"), path.join(parent, "room"), "--to", "tum"],
    ]);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^spatialclaw: images is no capture; name a capture folder/),
    ]);
    expect(await readdir(parent)).toEqual([]);
  });
});
