import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { writeFullReport, writeSceneFile } from "../src/index.ts";
import { PICTURES, STEPS, writeBigRun } from "./big-run.ts";
import { sampleRun, visibleText } from "./sample.ts";
import { smallScene, writeSmallScene } from "./small-scene.ts";

let run: string;
beforeEach(async () => {
  run = await mkdtemp(join(tmpdir(), "full-"));
});
afterEach(() => rm(run, { recursive: true }));

const pageOf = async (options: Parameters<typeof writeFullReport>[1] = {}) =>
  readFile(await writeFullReport(run, options), "utf8");

describe("a page with everything in it", () => {
  beforeEach(async () => {
    await cp(sampleRun, run, { recursive: true });
    await writeSmallScene(run, await smallScene());
  });

  test("needs no other file and no network", async () => {
    const page = await pageOf();
    const markup = page.replace(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>/g, "");
    const addresses = [...markup.matchAll(/\s(?:src|href)="([^"]*)"/g)].map(([, address = ""]) => address);
    expect(addresses.filter((address) => address.startsWith("data:image/"))).toHaveLength(6);
    expect(addresses.filter((address) => !/^(?:data:(?:image\/|,$)|#turn-\d)/.test(address))).toEqual([]);
  });

  test("lets in exactly its own style and its two scripts", async () => {
    const page = await pageOf();
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? "";
    const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text = ""]) => text);
    const hashes = scripts.map((text) => `&#39;sha256-${createHash("sha256").update(text).digest("base64")}&#39;`);
    expect(hashes).toHaveLength(2);
    expect(policy).toContain(`script-src ${hashes.join(" ")};`);
    expect(page.match(/<script type="application\/json"/g)).toHaveLength(1);
  });

  test("says in each step what it measured, and beside the answer what is true", async () => {
    const text = visibleText(await pageOf({ truth: { answer: "0.94 m", isRight: false } }));
    expect(text).toContain("heater – door: 0.913 m, closest points");
    expect(text).toContain("Truth: 0.94 m wrong");
  });

  test("goes where it is told to go", async () => {
    const out = join(run, "elsewhere.html");
    expect(await writeFullReport(run, { out })).toBe(out);
    await expect(writeFullReport(run, { out: join(run, "no", "such", "folder.html") })).rejects.toThrow(
      /cannot write .*folder\.html: ENOENT.*; name a file in a folder that may be written/,
    );
  });

  test("a scene goes to other programs as GLB and as PLY", async () => {
    const glb = await readFile(await writeSceneFile(run, "glb"));
    expect(glb.subarray(0, 4).toString()).toBe("glTF");
    const ply = await readFile(await writeSceneFile(run, "ply", join(run, "own.ply")));
    expect(ply.subarray(0, 4).toString()).toBe("ply\n");
  });

  test("missing and damaged pictures are named, the others stay", async () => {
    await rm(join(run, "pictures", "input-01.png"));
    await writeFile(join(run, "pictures", "input-02.png"), "");
    const page = await pageOf();
    expect(visibleText(page)).toContain("frame 0 (picture left out: not a file of this run)");
    expect(page.match(/<img /g)).toHaveLength(4);
  });
});

test("a run without a scene is a page without one, and no GLB", async () => {
  await cp(sampleRun, run, { recursive: true });
  const page = await pageOf();
  expect(page).not.toContain('id="scene"');
  expect(page.match(/<script>/g)).toHaveLength(1);
  await expect(writeSceneFile(run, "glb")).rejects.toThrow(/nothing of a scene lies beside .*trace\.jsonl/);
});

test("a trace that was cut in the middle of a line is shown up to there, one of a newer version is refused", async () => {
  await cp(sampleRun, run, { recursive: true });
  const file = join(run, "trace.jsonl");
  const text = await readFile(file, "utf8");
  await writeFile(file, text.slice(0, text.lastIndexOf('"segment"')));
  expect(visibleText(await pageOf())).toContain("Unfinished run");
  await writeFile(file, text.replace('"version":1', '"version":2'));
  await expect(writeFullReport(run)).rejects.toThrow("has trace version 2; expected run.start with version 1");
});

test("the largest run is under 15 MB, with all of its pictures", async () => {
  await writeBigRun(run);
  const path = await writeFullReport(run);
  expect((await stat(path)).size).toBeLessThan(15e6);
  const page = await readFile(path, "utf8");
  expect(page.match(/<h3>Step /g)).toHaveLength(STEPS);
  expect(page.match(/src="data:image/g)).toHaveLength(32 + PICTURES);
});
