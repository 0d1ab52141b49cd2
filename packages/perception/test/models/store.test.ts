import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { withLock } from "@spatialclaw/hub";
import { describe, expect, it } from "vitest";
import { COMMIT, Hub, sha256 } from "../../../hub/test/hub.ts";
import { openBundle, placesFrom, pullModel, removeModel, surveyModel, verifyModel } from "../../src/models/index.ts";
import { oneGraph, scratch } from "../onnx/bundles.ts";
import { doubler } from "../onnx/graphs.ts";
import { DATA, FILES, GRAPH, homeIn, tinyManifest } from "./places.ts";

const NON_COMMERCIAL = { license: { spdx: "CC-BY-NC-4.0", upstream: "CC BY-NC 4.0", commercial: false } };

describe("licences without commercial use", () => {
  it("want a yes: by the flag, by an answer, or once and for all", async () => {
    using folder = scratch();
    await using hub = await Hub.start(FILES);
    const { model, places } = homeIn(folder.path, hub, tinyManifest({ more: NON_COMMERCIAL }));
    await expect(pullModel(model, { places })).rejects.toThrow(
      /excludes commercial use .*add --accept-licence CC-BY-NC-4\.0/,
    );
    await expect(pullModel(model, { places, accepted: "MIT" })).rejects.toThrow(
      /--accept-licence is "MIT", but .* CC-BY-NC-4\.0/,
    );
    await expect(pullModel(model, { places, ask: async () => false })).rejects.toThrow(/nothing was pulled/);
    expect(hub.seen).toEqual([]);
    const asked: string[] = [];
    await pullModel(model, { places, ask: async (question) => asked.push(question) > 0 });
    expect(asked).toEqual(["The licence of tiny excludes commercial use (CC-BY-NC-4.0). Go on?"]);
    expect((await pullModel(model, { places })).fetched).toBe(0);
  });
});

describe("offline", () => {
  it("nothing is fetched, and what is there is used, whoever put it there", async () => {
    using folder = scratch();
    await using hub = await Hub.start(FILES);
    const home = homeIn(folder.path, hub, tinyManifest(), { HF_HUB_OFFLINE: "1" });
    await expect(pullModel(home.model, { places: home.places })).rejects.toThrow(
      /tiny lacks onnx\/g\.onnx and 2 more, and HF_HUB_OFFLINE forbids fetching; .*snapshots.7{40}.onnx/,
    );
    // As huggingface_hub lays it out.
    const blobs = path.join(home.snapshot, "../../blobs");
    mkdirSync(blobs, { recursive: true });
    mkdirSync(path.join(home.snapshot, "onnx"), { recursive: true });
    for (const [place, content] of Object.entries({
      "onnx/g.onnx": GRAPH,
      "onnx/g.data": DATA,
      "words.txt": Buffer.from("words"),
    })) {
      writeFileSync(path.join(blobs, sha256(content)), content);
      const file = path.join(home.snapshot, place);
      symlinkSync(path.relative(path.dirname(file), path.join(blobs, sha256(content))), file);
    }
    expect(surveyModel(home.model, home.places)).toMatchObject({ state: "present", hashes: "recorded" });
    expect((await pullModel(home.model, { places: home.places })).fetched).toBe(0);
    expect((await openBundle(home.model, home.places)).id).toBe("tiny");
    expect(hub.seen).toEqual([]);
  });
});

describe("rm", () => {
  it("removes a model, but no content that another snapshot of the repository still names", async () => {
    using folder = scratch();
    await using hub = await Hub.start(FILES);
    const home = homeIn(folder.path, hub);
    await pullModel(home.model, { places: home.places });
    const other = path.join(home.snapshot, "../older/g.data");
    mkdirSync(path.dirname(other));
    symlinkSync(`../../blobs/${sha256(DATA)}`, other);
    expect(removeModel(home.model, home.places)).toBeGreaterThan(GRAPH.length);
    expect(readdirSync(path.join(home.snapshot, "../../blobs"))).toEqual([sha256(DATA)]);
    expect(existsSync(home.snapshot)).toBe(false);
    expect(readFileSync(other).equals(DATA)).toBe(true);
    expect(surveyModel(home.model, home.places).state).toBe("absent");
    expect(removeModel(home.model, home.places)).toBe(0);
    await pullModel(home.model, { places: home.places });
    expect(surveyModel(home.model, home.places).state).toBe("verified");
  });

  it("removes what a cut-off pull left, and leaves folders of the user's own alone", async () => {
    using folder = scratch();
    await using hub = await Hub.start(FILES);
    const home = homeIn(folder.path, hub);
    hub.faults.cut = { after: 1000, times: 1 };
    await pullModel(home.model, { places: home.places, tries: 1 }).catch(() => {});
    removeModel(home.model, home.places);
    expect(surveyModel(home.model, home.places).state).toBe("absent");
    const own = oneGraph(path.join(folder.path, "own"), doubler);
    expect(() => removeModel(own, home.places)).toThrow(/lies in a folder of your own/);
    expect(existsSync(path.join(own, "graph.onnx"))).toBe(true);
  });
});

describe("verify", () => {
  it("reads every file through, and says which one is wrong", async () => {
    using folder = scratch();
    await using hub = await Hub.start(FILES);
    const home = homeIn(folder.path, hub);
    await pullModel(home.model, { places: home.places });
    const data = path.join(home.snapshot, "onnx/g.data");
    const changed = Buffer.from(DATA);
    changed[9] = 1;
    // Behind the back of what is remembered: neither size nor time differ.
    const { mtime } = await import("node:fs").then(({ statSync }) => statSync(data));
    writeFileSync(data, changed);
    utimesSync(data, mtime, mtime);
    rmSync(path.join(home.snapshot, "words.txt"));
    const found = await verifyModel(home.model, { places: home.places });
    expect(found.map(({ status }) => status)).toEqual(["right", "wrong", "missing"]);
    expect(found[1]?.problem).toMatch(/g\.data has the SHA-256 .*models rm .*models pull/);
    expect(surveyModel(home.model, home.places).state).toBe("partial");
  });
});

describe("models that are made here", () => {
  it("are looked for in spatialclaw's own folder, and what the export wrote counts", async () => {
    using folder = scratch();
    const places = placesFrom({ SPATIALCLAW_MODELS: folder.path }, folder.path);
    await expect(openBundle("sam3-pcs", places)).rejects.toThrow(
      /exported on your own machine, .* not there yet: python models\/export\/sam3_image\.py .* --out .*sam3-pcs$/,
    );
    await expect(pullModel("sam3-pcs", { places })).rejects.toThrow(/cannot be pulled, it is made on your own machine/);
    oneGraph(path.join(folder.path, "sam3-pcs"), doubler, { sha256: sha256(doubler) }, { id: "sam3-pcs" });
    const bundle = await openBundle("sam3-pcs", places);
    expect(await bundle.graphFile("anyview")).toEqual({
      file: path.join(folder.path, "sam3-pcs", "graph.onnx"),
      bytes: doubler.length,
    });
    expect(surveyModel("sam3-pcs", places)).toMatchObject({ state: "verified", hashes: "pinned" });
  });
});

describe("places", () => {
  it("follow the hub's variables", () => {
    const home = "/home/ada";
    expect(placesFrom({}, home)).toEqual({
      hub: "/home/ada/.cache/huggingface/hub",
      models: "/home/ada/.local/share/spatialclaw/models",
      endpoint: "https://huggingface.co",
      tokenFile: "/home/ada/.cache/huggingface/token",
      token: null,
      offline: false,
    });
    const all = {
      HF_HOME: "~/hf",
      HF_ENDPOINT: "http://mirror/",
      HF_TOKEN: " hf_x\n",
      HF_HUB_OFFLINE: "yes",
      SPATIALCLAW_MODELS: "~/m",
    };
    expect(placesFrom(all, home)).toEqual({
      hub: "/home/ada/hf/hub",
      models: "/home/ada/m",
      endpoint: "http://mirror",
      tokenFile: "/home/ada/hf/token",
      token: "hf_x",
      offline: true,
    });
    expect(placesFrom({ HF_HOME: "/a", HF_HUB_CACHE: "/b", HF_TOKEN_PATH: "/t" }, home)).toMatchObject({
      hub: "/b",
      tokenFile: "/t",
    });
    expect(placesFrom({ XDG_CACHE_HOME: "/c", XDG_DATA_HOME: "/d" }, home)).toMatchObject({
      hub: "/c/huggingface/hub",
      models: "/d/spatialclaw/models",
    });
  });
});

describe("a lock", () => {
  it("lets one work at a time, and does not count when its holder is dead", async () => {
    using folder = scratch();
    const file = path.join(folder.path, "a", "lock");
    let inside = 0;
    const most = await Promise.all(
      [1, 2, 3].map(() =>
        withLock(file, async () => {
          inside++;
          await new Promise((resolve) => setTimeout(resolve, 5));
          return inside--;
        }),
      ),
    );
    expect(most).toEqual([1, 1, 1]);
    writeFileSync(file, JSON.stringify({ pid: 2 ** 30, host: hostname() }));
    expect(await withLock(file, async () => "mine")).toBe("mine");
    // Of another machine: dead when it has not been heard of for a minute.
    writeFileSync(file, JSON.stringify({ pid: 1, host: "elsewhere" }));
    utimesSync(file, 1, 1);
    expect(await withLock(file, async () => "mine again")).toBe("mine again");
    expect(readdirSync(path.dirname(file))).toEqual([]);
    const controller = new AbortController();
    const waiting = withLock(file, () =>
      withLock(file, async () => 1, { signal: controller.signal, onWait: () => controller.abort() }),
    );
    await expect(waiting).rejects.toThrow(/abort/);
  });
});

describe("the commit", () => {
  it("of a branch is found once and then stays", async () => {
    using folder = scratch();
    await using hub = await Hub.start(FILES);
    const home = homeIn(folder.path, hub, tinyManifest({ pinned: false }));
    const asked = (method: string) =>
      hub.seen.filter((one) => one.host === "hub" && one.method === method).map(({ path: at }) => at.split("/")[4]);
    await pullModel(home.model, { places: home.places });
    expect(asked("HEAD")).toEqual(["main", COMMIT, COMMIT]);
    expect(new Set(asked("GET"))).toEqual(new Set([COMMIT]));
    rmSync(path.join(home.snapshot, "words.txt"));
    hub.seen.length = 0;
    await pullModel(home.model, { places: home.places });
    expect(hub.seen.every(({ path: at }) => at.includes(COMMIT))).toBe(true);
  });
});
