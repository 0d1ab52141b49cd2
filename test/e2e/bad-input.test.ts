import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { run } from "./command.ts";
import { ROOM, temporaryFolder } from "./room.ts";

const ASK = ["ask", "How tall is the door?"];

/** A copy of the room that `spoil` has changed. */
async function spoilt(spoil: (folder: string) => void | Promise<void>): Promise<string> {
  const folder = path.join(await temporaryFolder(), "room");
  cpSync(ROOM, folder, { recursive: true });
  await spoil(folder);
  return folder;
}

function edit(folder: string, change: (json: Record<string, unknown>) => void): void {
  const file = path.join(folder, "transforms.json");
  const json = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  change(json);
  writeFileSync(file, JSON.stringify(json));
}

describe("bad input: one clear line, the right exit code, nothing written", () => {
  it.each<[string, () => Promise<string[]> | string[], number, RegExp]>([
    ["a missing path", () => [...ASK, "-i", "nowhere"], 2, /there is no file or folder nowhere/],
    [
      "an empty folder",
      async () => [...ASK, "-i", await temporaryFolder()],
      2,
      /holds no images, no videos and no capture \(transforms\.json/,
    ],
    ["an empty question", () => ["ask", " ", "-i", ROOM], 2, /the question is empty/],
    ["no input", () => ASK, 2, /required option '-i, --input <path\.\.\.>' not specified/],
    ["an unknown option", () => [...ASK, "-i", ROOM, "--fast"], 2, /unknown option '--fast'/],
    ["an unknown command", () => ["answer"], 2, /unknown command 'answer'/],
    [
      "a limit of zero",
      () => [...ASK, "-i", ROOM, "--max-steps", "0"],
      2,
      /--max-steps .* expected a whole number above 0/,
    ],
    ["half a step", () => [...ASK, "-i", ROOM, "--max-steps", "1.5"], 2, /expected a whole number above 0/],
    [
      "an output folder in a file",
      () => [...ASK, "-i", ROOM, "--out", path.join(ROOM, "transforms.json", "x")],
      2,
      /cannot write to output folder/,
    ],
    [
      "an output folder that the system refuses",
      () => [...ASK, "-i", ROOM, "--out", "/proc/spatialclaw"],
      2,
      /cannot write to output folder \/proc\/spatialclaw/,
    ],
    [
      "a model without an endpoint",
      () => [...ASK, "-i", ROOM, "--model", "some-model"],
      4,
      /model some-model has no endpoint: set OPENAI_BASE_URL/,
    ],
    [
      "pictures without depth",
      () => [...ASK, "-i", path.join(ROOM, "images")],
      4,
      /comes without depth and object masks/,
    ],
    [
      "a corrupt picture",
      async () => [
        ...ASK,
        "-i",
        await spoilt((f) => writeFileSync(path.join(f, "images/frame_003.jpg"), "no picture")),
      ],
      2,
      /cannot read frame_003\.jpg .* as an image/,
    ],
    [
      "a missing field",
      async () => [...ASK, "-i", await spoilt((f) => edit(f, (json) => delete json.fl_x))],
      2,
      /field "fl_x" is missing/,
    ],
    [
      "a missing file",
      async () => [...ASK, "-i", await spoilt((f) => rmSync(path.join(f, "depth/frame_002.png")))],
      2,
      /"depth_file_path" names depth\/frame_002\.png, but there is no such file/,
    ],
    [
      "depth of another size",
      async () => [
        ...ASK,
        "-i",
        await spoilt(async (f) => {
          await sharp({ create: { width: 10, height: 10, channels: 3, background: "#000" } })
            .png()
            .toFile(path.join(f, "depth/frame_001.png"));
        }),
      ],
      2,
      /depth\/frame_001\.png has 10x10 pixels, its image 480x360/,
    ],
  ])("%s", async (_, args, code, message) => {
    const cwd = await temporaryFolder();
    mkdirSync(path.join(cwd, "work"));
    const result = await run(await args(), { cwd: path.join(cwd, "work") });
    expect(result.stderr).toMatch(message);
    expect(result.stderr.trim().split("\n")).toHaveLength(1);
    expect(result.stderr).toMatch(/^spatialclaw: /);
    expect({ code: result.code, stdout: result.stdout }).toEqual({ code, stdout: "" });
    expect(readdirSync(path.join(cwd, "work"))).toEqual([]);
  });
});

it("says so when the rules do not understand a question, and how to connect a model", async () => {
  const { code, stdout, stderr } = await run(["ask", "What colour is the sofa?", "-i", ROOM], {
    cwd: await temporaryFolder(),
  });
  expect([code, stdout]).toEqual([3, ""]);
  expect(stderr).toMatch(/outside the built-in rules .* OPENAI_BASE_URL/);
});
