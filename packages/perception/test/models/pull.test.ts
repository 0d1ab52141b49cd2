import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Progress } from "@spatialclaw/media";
import { describe, expect, it } from "vitest";
import { Hub, sha256 } from "../../../hub/test/hub.ts";
import { openBundle, pullModel, surveyModel, verifyModel } from "../../src/models/index.ts";
import { createOnnxRuntime } from "../../src/onnx/runtime/runtime.ts";
import type { OutTensor } from "../../src/onnx/runtime/task.ts";
import { scratch } from "../onnx/bundles.ts";
import { DATA, FILES, GRAPH, hasDraft, homeIn, pullInProcess, tinyManifest } from "./places.ts";

const blobs = ({ snapshot }: { snapshot: string }) => path.join(snapshot, "../../blobs");

describe("pull", () => {
  it("brings a model into the hub's cache, checked, and a job runs it from there", async () => {
    using folder = scratch();
    await using hub = await Hub.start(FILES);
    const home = homeIn(folder.path, hub);
    const seen: Progress[] = [];
    const pulled = await pullModel(home.model, { places: home.places, report: (progress) => seen.push(progress) });
    const total = GRAPH.length + DATA.length + 5;
    expect(pulled).toEqual({ id: "tiny", files: 3, bytes: total, fetched: 3 });
    expect(seen.at(-1)).toEqual({ task: "tiny, file 3 of 3", done: total, total, unit: "bytes" });
    expect(readlinkSync(path.join(home.snapshot, "onnx/g.data"))).toBe(`../../../blobs/${sha256(DATA)}`);
    expect(readFileSync(path.join(home.snapshot, "words.txt"), "utf8")).toBe("words");
    expect(readdirSync(blobs(home)).some((name) => name.includes("incomplete"))).toBe(false);
    expect(surveyModel(home.model, home.places)).toMatchObject({ state: "verified", bytes: total, present: total });

    const asked = hub.seen.length;
    expect((await pullModel(home.model, { places: home.places })).fetched).toBe(0);
    expect(hub.seen.length).toBe(asked);

    const runtime = createOnnxRuntime({ provider: "cpu", places: home.places });
    const input = { role: "anyview", feeds: { x: { data: [1, 2], dims: [1, 2] } } };
    const pending = runtime.submit<{ y: OutTensor }>({ model: home.model, task: "graph", input });
    const { value } = await pending.finally(() => runtime.close());
    expect(value.y.data).toEqual(Float32Array.of(11, 22));
  });

  it("goes on where it was cut off, in the same try and in a later one", async () => {
    using folder = scratch();
    await using hub = await Hub.start(FILES);
    const home = homeIn(folder.path, hub);
    hub.faults.cut = { after: 100_000, times: 1, until: () => hasDraft(folder.path, 100_000) };
    const first = pullModel(home.model, { places: home.places, tries: 1 });
    await expect(first).rejects.toThrow(/g\.data (?:ended after|broke off).*goes on from it/);
    await expect(openBundle(home.model, home.places)).rejects.toThrow(/tiny is not on this machine .*models pull/);
    expect(surveyModel(home.model, home.places).state).toBe("partial");

    hub.faults.cut = { after: 150_000, times: 1, until: () => hasDraft(folder.path, 250_000) };
    await pullModel(home.model, { places: home.places, tries: 2, pauseMs: 0 });
    const ranges = hub.downloads.filter(({ path: at }) => at.endsWith("g.data")).map(({ range }) => range);
    expect(ranges).toEqual([null, "bytes=100000-", "bytes=250000-"]);
    expect(readFileSync(path.join(home.snapshot, "onnx/g.data")).equals(DATA)).toBe(true);
  });

  it("begins again where a server cannot go on, and waits out one that is busy", async () => {
    using folder = scratch();
    await using hub = await Hub.start(FILES);
    const home = homeIn(folder.path, hub);
    hub.faults.busy = { status: 503, times: 2 };
    hub.faults.noRanges = true;
    hub.faults.cut = { after: 1000, times: 3 };
    await pullModel(home.model, { places: home.places, tries: 8, pauseMs: 0 });
    expect(readFileSync(path.join(home.snapshot, "onnx/g.data")).equals(DATA)).toBe(true);
  });

  it("installs nothing with a wrong checksum", async () => {
    using folder = scratch();
    await using hub = await Hub.start(FILES);
    const home = homeIn(folder.path, hub);
    hub.faults.otherContent = new Uint8Array(GRAPH.length).fill(7);
    const wrong = pullModel(home.model, { places: home.places });
    await expect(wrong).rejects.toThrow(
      /g\.onnx: has the SHA-256 [0-9a-f]{64}, expected [0-9a-f]{64}; what came was thrown away/,
    );
    expect(readdirSync(blobs(home))).toEqual([]);
    expect(existsSync(path.join(home.snapshot, "onnx/g.onnx"))).toBe(false);
    await expect(openBundle(home.model, home.places)).rejects.toThrow(/not on this machine/);
  });

  it("fetches nothing when the hub already says that the content is another", async () => {
    using folder = scratch();
    await using hub = await Hub.start({
      ...FILES,
      "acme/tiny/onnx/g.data": { content: DATA.subarray(8), large: true },
    });
    const home = homeIn(folder.path, hub);
    await expect(pullModel(home.model, { places: home.places })).rejects.toThrow(
      /offers a file with the SHA-256 .*, the manifest pins/,
    );
    expect(hub.downloads).toEqual([]);
  });

  it("says what a gated model wants, and shows no token", async () => {
    using folder = scratch();
    await using hub = await Hub.start(FILES);
    hub.token = "hf_right";
    const home = homeIn(folder.path, hub);
    await expect(pullModel(home.model, { places: home.places })).rejects.toThrow(
      /wants a login \(401\): accept the terms at http:\/\/127\.0\.0\.1:\d+\/acme\/tiny, then set HF_TOKEN/,
    );
    const refused = await pullModel(home.model, { places: { ...home.places, token: "hf_wrong" } }).catch(
      (error) => error.message,
    );
    expect(refused).toMatch(/closed to the token in use \(403\)/);
    expect(refused).not.toContain("hf_wrong");
    mkdirSync(path.dirname(home.places.tokenFile), { recursive: true });
    writeFileSync(home.places.tokenFile, "hf_right\n");
    expect((await pullModel(home.model, { places: home.places })).fetched).toBe(3);
    // The host that the hub redirects to never sees it.
    expect(hub.seen.filter(({ host }) => host === "cdn").every(({ hasToken }) => !hasToken)).toBe(true);
  });

  it("says what is wrong with a disk that is full, keeps what came, and goes on later", async () => {
    using folder = scratch();
    await using hub = await Hub.start(FILES);
    const home = homeIn(folder.path, hub);
    // No file of this process may have more than 100 kB: a write beyond fails as on a full disk.
    const output = await pullInProcess(home, "trap '' XFSZ; ulimit -f 100;");
    expect(JSON.parse(output).error).toMatch(/blobs takes no more bytes \(EFBIG\): make room, .*HF_HOME.*goes on/);
    await expect(openBundle(home.model, home.places)).rejects.toThrow(/not on this machine/);
    expect(JSON.parse(await pullInProcess(home)).pulled.fetched).toBe(2);
    const ranges = hub.downloads.map(({ range }) => range);
    expect(ranges.filter((range) => range !== null)).toHaveLength(1);
  });

  it("lets two processes pull the same model at once", async () => {
    using folder = scratch();
    await using hub = await Hub.start(FILES);
    const home = homeIn(folder.path, hub);
    const outputs = await Promise.all([pullInProcess(home), pullInProcess(home)]);
    for (const output of outputs) expect(JSON.parse(output).pulled).toMatchObject({ files: 3 });
    // Each content came once, whoever fetched it.
    expect(hub.downloads.map(({ path: at }) => at).sort()).toEqual([
      "/acme/tiny/onnx/g.data",
      "/acme/tiny/onnx/g.onnx",
    ]);
    expect((await verifyModel(home.model, { places: home.places })).map(({ status }) => status)).toEqual([
      "right",
      "right",
      "right",
    ]);
  });
});

describe("hashes that nobody published", () => {
  it("are recorded by the first pull and count from then on", async () => {
    using folder = scratch();
    await using hub = await Hub.start(FILES);
    const home = homeIn(folder.path, hub, tinyManifest({ pinned: false }));
    expect(surveyModel(home.model, home.places).hashes).toBe("unknown");
    await pullModel(home.model, { places: home.places });
    expect(surveyModel(home.model, home.places)).toMatchObject({ hashes: "recorded", state: "verified" });
    expect(readFileSync(path.join(home.snapshot, "../../refs/main"), "utf8")).toMatch(/^7{40}$/);

    const words = path.join(home.snapshot, "words.txt");
    rmSync(words);
    writeFileSync(words, "swords".slice(1).replace("w", "v"));
    await expect(openBundle(home.model, home.places)).rejects.toThrow(/words\.txt has the SHA-256 .*, expected /);
    expect(surveyModel(home.model, home.places).state).toBe("damaged");
  });
});

describe("files over plain http", () => {
  it("go into spatialclaw's own folder, also from the page of a release", async () => {
    using folder = scratch();
    await using hub = await Hub.start(FILES);
    const more = { source: { url: `${hub.url}/plain/v1` }, tokenizer: undefined };
    const roles = {
      anyview: { ...tinyManifest().roles.anyview, file: "g.onnx", sha256: null, externalData: [] },
    } as never;
    const home = homeIn(folder.path, hub, tinyManifest({ more: { ...more, roles } }));
    hub.faults.cut = { after: 10, times: 1, until: () => hasDraft(folder.path, 10) };
    await expect(pullModel(home.model, { places: home.places, tries: 1 })).rejects.toThrow(/goes on from it/);
    await pullModel(home.model, { places: home.places });
    expect(hub.downloads.map(({ range }) => range)).toEqual([null, "bytes=10-"]);
    expect(readdirSync(path.join(folder.path, "models", "tiny")).sort()).toEqual(["g.onnx", "pulled.json"]);
    expect(surveyModel(home.model, home.places)).toMatchObject({ state: "verified", hashes: "recorded" });
  });
});
