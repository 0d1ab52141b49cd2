/// <reference path="../../packages/report/test/gltf-validator.d.ts" />
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { validateBytes } from "gltf-validator";
import { beforeAll, describe, expect, it } from "vitest";
import { run } from "./command.ts";
import { ROOM, temporaryFolder } from "./room.ts";

/** A run of which nothing of the scene was recorded; the README beside it tells how it was made. */
const SAMPLE = fileURLToPath(new URL("../../packages/report/test/fixtures/sample-run", import.meta.url));

/** A copy of the sample that `spoil` has changed. */
async function spoilt(spoil: (folder: string, trace: string) => void): Promise<string> {
  const folder = path.join(await temporaryFolder(), "run");
  cpSync(SAMPLE, folder, { recursive: true });
  spoil(folder, path.join(folder, "trace.jsonl"));
  return folder;
}

describe("the demo's scene for other programs", () => {
  let folder: string;
  let written: string[];
  beforeAll(async () => {
    const cwd = await temporaryFolder();
    await run(["demo"], { cwd });
    const runs = path.join(cwd, "spatialclaw-runs");
    folder = path.join(runs, readdirSync(runs)[0] ?? "");
    const { stdout } = await run(["report", folder, "--glb", "--ply", path.join(cwd, "own.ply")]);
    written = stdout.trim().split("\n");
  });

  it("is a GLB in which the Khronos validator finds nothing to say", async () => {
    expect(written[0]).toBe(path.join(folder, "scene.glb"));
    const { issues, info } = await validateBytes(readFileSync(written[0] ?? ""));
    expect(issues.messages).toEqual([]);
    expect(info).toMatchObject({ version: "2.0", hasDefaultScene: true });
  });

  it("is a PLY of as many points as it says", () => {
    expect(written[1]).toMatch(/own\.ply$/);
    const bytes = readFileSync(written[1] ?? "");
    const header = bytes.subarray(0, bytes.indexOf("end_header\n") + "end_header\n".length).toString();
    const count = Number(/element vertex (\d+)/.exec(header)?.[1]);
    expect(count).toBeGreaterThan(50_000);
    expect(bytes.length - header.length).toBe(18 * count);
  });
});

it("makes nobody who only asks load what draws scenes or serves pages", async () => {
  const cwd = await temporaryFolder();
  const list = path.join(cwd, "loaded.txt");
  const hook = `import { registerHooks } from "node:module"; import { appendFileSync } from "node:fs";
registerHooks({ load(url, context, next) { appendFileSync(${JSON.stringify(list)}, url + "\\n"); return next(url, context); } });`;
  const env = { NODE_OPTIONS: `--import=data:text/javascript;base64,${Buffer.from(hook).toString("base64")}` };
  const { code } = await run(["ask", "How tall is the door?", "-i", ROOM], { cwd, env });
  expect(code).toBe(0);
  const loaded = readFileSync(list, "utf8").split("\n");
  const report = loaded.filter((url) => url.includes("/packages/report/src/"));
  expect(report.some((url) => url.endsWith("/page.ts"))).toBe(true);
  expect(report.filter((url) => /\/(?:full|scene\/.*|view\/.*|client\/.*)\.ts$/.test(url))).toEqual([]);
  expect(loaded.filter((url) => /node_modules\/(?:three|esbuild|playwright-core)\//.test(url))).toEqual([]);
});

describe("a trace that is not as it should be is shown as far as it goes", () => {
  it.each<[string, (folder: string, trace: string) => void, RegExp]>([
    [
      "cut in the middle of a line",
      (_, trace) => writeFileSync(trace, readFileSync(trace, "utf8").slice(0, -300)),
      /Unfinished run/,
    ],
    [
      "with a missing picture",
      (folder) => rmSync(path.join(folder, "pictures", "input-01.png")),
      /frame 0 \(picture left out: not a file of this run\)/,
    ],
    ["without any pictures", (folder) => rmSync(path.join(folder, "pictures"), { recursive: true }), /left out/],
  ])("%s", async (_, spoil, shown) => {
    const folder = await spoilt(spoil);
    const { code, stdout, stderr } = await run(["report", folder]);
    const page = path.join(folder, "report.html");
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: `${page}\n`, stderr: "" });
    expect(readFileSync(page, "utf8")).toMatch(shown);
  });
});

describe("what cannot be shown: one clear line, the right exit code, nothing written", () => {
  it.each<[string, () => Promise<string[]>, number, RegExp]>([
    [
      "a trace of a newer version",
      async () => [
        await spoilt((_, trace) => {
          writeFileSync(trace, readFileSync(trace, "utf8").replace('"version":1', '"version":2'));
        }),
      ],
      2,
      /has trace version 2; expected run\.start with version 1/,
    ],
    [
      "a trace whose first line was cut",
      async () => [
        await spoilt((_, trace) => {
          writeFileSync(trace, readFileSync(trace, "utf8").slice(0, 80));
        }),
      ],
      2,
      /trace\.jsonl .*expected run\.start/,
    ],
    ["an empty folder", async () => [await temporaryFolder()], 2, /holds no trace\.jsonl; name the folder of one run/],
    ["a path that is not there", async () => ["nowhere"], 2, /there is no nowhere/],
    ["another file", async () => [path.join(SAMPLE, "README.md")], 2, /README\.md is no trace\.jsonl/],
    [
      "a GLB of a run without a scene",
      async () => [await spoilt(() => {}), "--glb"],
      2,
      /nothing of a scene lies beside/,
    ],
    [
      "a page where none can be written",
      async () => [SAMPLE, "-o", path.join(SAMPLE, "no", "folder.html")],
      4,
      /cannot write .*folder\.html: ENOENT/,
    ],
  ])("%s", async (_, args, code, message) => {
    const named = await args();
    const around = () => readdirSync(path.dirname(named[0] ?? ""), { recursive: true }).toSorted();
    const [files, result] = [named[0] === "nowhere" ? null : around(), await run(["report", ...named])];
    expect(result.stderr).toMatch(message);
    expect(result.stderr).toMatch(/^spatialclaw: .*\n$/);
    expect({ code: result.code, stdout: result.stdout }).toEqual({ code, stdout: "" });
    if (files) expect(around()).toEqual(files);
  });
});
