import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Progress } from "@spatialclaw/media";
import { describe, expect, it } from "vitest";
import { Hub } from "../../../hub/test/hub.ts";
import { openBenchmark } from "../../src/benchmark/open.ts";
import { verify } from "../../src/benchmark/verify.ts";
import { Dataset } from "../../src/data/dataset.ts";
import { fetchData } from "../../src/fetch/index.ts";
import { Desk, PICTURES, QUESTIONS, repository, text, zip } from "./rooms.ts";

const FILES = repository({
  ".gitattributes": text("* text"),
  "README.md": text("rooms"),
  "questions.jsonl": text(QUESTIONS),
  "images.zip": zip(PICTURES),
});

const missing = async (desk: Desk): Promise<readonly string[]> => {
  const benchmark = await desk.benchmark();
  const found = await verify(benchmark, new Dataset(benchmark.card, desk.root));
  return [...found.missing.keys(), ...found.problems].map((file) => path.relative(desk.root, file));
};

describe("bench fetch", () => {
  it("brings files and unpacks archives once; then a run finds all that it needs", async () => {
    await using hub = await Hub.start(FILES);
    hub.pageSize = 2;
    hub.card = { license: "mit" };
    using desk = new Desk(hub);
    const seen: Progress[] = [];
    const benchmark = await desk.benchmark();
    const done = await fetchData(benchmark, desk.options({ report: (progress) => seen.push(progress) }));
    const bytes = ["README.md", "questions.jsonl", "images.zip"]
      .map((name) => FILES[`datasets/acme/rooms/${name}`]?.content.length ?? 0)
      .reduce((sum, size) => sum + size, 0);
    expect(done).toEqual({ root: desk.root, all: 3, fetched: 3, bytes });
    expect(desk.files()).toEqual(["README.md", "images/1.png", "images/2.png", "images/3.png", "questions.jsonl"]);
    expect(readFileSync(path.join(desk.root, "images/2.png"), "utf8")).toBe("picture 2.png ".repeat(5000));
    expect(await missing(desk)).toEqual([]);
    expect(desk.notices[0]).toMatch(
      /^rooms: acme\/rooms, made up \(the hub says mit\), http.*\/datasets\/acme\/rooms$/,
    );
    expect(desk.notices.some((line) => /hearsay/.test(line))).toBe(true);
    const fetching = seen.filter(({ task }) => task === "fetching rooms");
    expect(fetching.at(-1)).toEqual({ task: "fetching rooms", done: bytes, total: bytes, unit: "bytes" });

    hub.seen.length = 0;
    rmSync(path.join(desk.root, "images/3.png"));
    const again = await fetchData(benchmark, desk.options());
    expect(again).toMatchObject({ all: 3, fetched: 0, bytes: 0 });
    expect(hub.seen.every(({ path: at }) => at.startsWith("/api/"))).toBe(true);
    expect(await missing(desk)).toEqual(["images/3.png"]);
  });

  it("goes on where it was cut off, and installs nothing that is wrong", async () => {
    await using hub = await Hub.start(FILES);
    using desk = new Desk(hub);
    const benchmark = await desk.benchmark();
    hub.faults.otherContent = new Uint8Array(FILES["datasets/acme/rooms/images.zip"]?.content.length ?? 0);
    await expect(fetchData(benchmark, desk.options())).rejects.toThrow(
      /images\.zip: has the SHA-256 [0-9a-f]{64}, expected/,
    );
    expect(desk.files()).toEqual(["README.md", "questions.jsonl"]);

    delete hub.faults.otherContent;
    const cached = () => readdirSync(desk.folder, { recursive: true, encoding: "utf8" });
    hub.faults.cut = { after: 300, times: 1, until: () => cached().some((name) => name.endsWith(".incomplete")) };
    await expect(fetchData(benchmark, desk.options({ tries: 1 }))).rejects.toThrow(/goes on from it/);
    hub.seen.length = 0;
    expect(await fetchData(benchmark, desk.options())).toMatchObject({ fetched: 1 });
    expect(hub.downloads.map(({ range }) => range)).toEqual(["bytes=300-"]);
    expect(await missing(desk)).toEqual([]);
  });

  it("goes on unpacking where it was interrupted", async () => {
    const more = Array.from({ length: 40 }, (_, i) => ({ name: `more/${i}.txt`, content: `${i}` }));
    await using hub = await Hub.start({ ...FILES, "datasets/acme/rooms/images.zip": zip([...PICTURES, ...more]) });
    using desk = new Desk(hub);
    const benchmark = await desk.benchmark();
    const stop = new AbortController();
    const report = ({ task }: Progress) => task.startsWith("unpacking") && stop.abort(new Error("interrupted"));
    await expect(fetchData(benchmark, desk.options({ report, signal: stop.signal }))).rejects.toThrow("interrupted");
    expect(desk.files().length).toBeLessThan(40);
    expect(desk.files().filter((name) => name.endsWith("draft"))).toEqual([]);
    hub.seen.length = 0;
    expect(await fetchData(benchmark, desk.options())).toMatchObject({ fetched: 1 });
    expect(hub.downloads).toEqual([]);
    expect(desk.files()).toHaveLength(45);
    expect(await missing(desk)).toEqual([]);
  });

  it("leaves a user's files alone, and counts those that are right", async () => {
    await using hub = await Hub.start(FILES);
    using desk = new Desk(hub);
    mkdirSync(desk.root, { recursive: true });
    writeFileSync(path.join(desk.root, "questions.jsonl"), QUESTIONS);
    writeFileSync(path.join(desk.root, "README.md"), "my own notes");
    const benchmark = await desk.benchmark();
    await expect(fetchData(benchmark, desk.options())).rejects.toThrow(
      /README\.md is another file than the hub has; move it away, or name another folder by --data$/,
    );
    expect(readFileSync(path.join(desk.root, "README.md"), "utf8")).toBe("my own notes");
    rmSync(path.join(desk.root, "README.md"));
    expect(await fetchData(benchmark, desk.options())).toMatchObject({ all: 3, fetched: 2 });
  });

  it("takes what the cache has where there is no network, and drops archives on request", async () => {
    await using hub = await Hub.start(FILES);
    using desk = new Desk(hub);
    const benchmark = await desk.benchmark();
    const offline = { ...desk.options().places, offline: true } as NonNullable<ReturnType<Desk["options"]>["places"]>;
    await expect(fetchData(benchmark, desk.options({ places: offline }))).rejects.toThrow(
      /acme\/rooms is not in the hub's cache \(.*HF_HUB_OFFLINE forbids fetching/,
    );
    await fetchData(benchmark, desk.options());
    rmSync(desk.root, { recursive: true });
    hub.seen.length = 0;
    expect(await fetchData(benchmark, desk.options({ places: offline, dropArchives: true }))).toMatchObject({
      fetched: 3,
    });
    expect(hub.seen).toEqual([]);
    expect(await missing(desk)).toEqual([]);
    const cache = readdirSync(desk.env.HF_HOME as string, { recursive: true, encoding: "utf8" });
    expect(cache.filter((name) => name.endsWith("images.zip"))).toEqual([]);
    expect(await fetchData(benchmark, desk.options())).toMatchObject({ fetched: 0 });
    expect(existsSync(path.join(desk.root, "images/1.png"))).toBe(true);
  });

  it("says what a card names and the repository lacks", async () => {
    await using hub = await Hub.start(FILES);
    using desk = new Desk(hub, { files: ["videos/*.zip"] });
    expect(await fetchData(await desk.benchmark(), desk.options())).toMatchObject({ all: 1 });
    expect(desk.notices).toContain(
      "rooms: acme/rooms has no videos/*.zip, which the card names; it has .gitattributes, README.md, questions.jsonl, images.zip",
    );
    await using empty = await Hub.start({});
    using nowhere = new Desk(empty);
    await expect(fetchData(await nowhere.benchmark(), nowhere.options())).rejects.toThrow(
      /^there is no http.*\/datasets\/acme\/rooms, or it is closed to people without an account \(401\): check its name/,
    );
    using other = new Desk(hub, { revision: "v2" });
    await expect(fetchData(await other.benchmark(), other.options())).rejects.toThrow(
      /does not have the pinned revision any more \(404\): name another one in a JSON file of your own/,
    );
  });

  it("follows a data set to its new name", async () => {
    const files = Object.entries(FILES).map(([name, file]) => [name.replace("acme/rooms", "others/halls"), file]);
    await using hub = await Hub.start(Object.fromEntries(files));
    hub.moved = { from: "acme/rooms", to: "others/halls" };
    hub.token = "hf_right";
    using desk = new Desk(hub, {}, { HF_TOKEN: "hf_right" });
    expect(await fetchData(await desk.benchmark(), desk.options())).toMatchObject({ fetched: 3 });
    expect(await missing(desk)).toEqual([]);
  });

  it("has nothing to fetch for what is made here", async () => {
    await expect(fetchData(await openBenchmark("synth"), { data: "nowhere" })).rejects.toThrow(/nothing to fetch/);
    expect(existsSync("nowhere")).toBe(false);
  });
});

describe("terms", () => {
  it("want a yes where they exclude commercial use, once and for all", async () => {
    await using hub = await Hub.start(FILES);
    hub.card = { license: "cc-by-nc-4.0" };
    using desk = new Desk(hub, { consent: { licence: "Scans", because: "allows research only" } });
    const benchmark = await desk.benchmark();
    await expect(fetchData(benchmark, desk.options())).rejects.toThrow(
      /^the licence of rooms allows research only \(Scans\); if that is fine, add --accept-licence Scans$/,
    );
    const asked: string[] = [];
    const ask = async (question: string) => asked.push(question) === 1;
    await expect(fetchData(benchmark, desk.options({ ask }))).rejects.toThrow(
      /^nothing was fetched: the licence of rooms was not accepted \(--accept-licence cc-by-nc-4\.0/,
    );
    expect(asked).toEqual([
      "The licence of rooms allows research only (Scans). Go on?",
      "The licence of rooms excludes commercial use (cc-by-nc-4.0). Go on?",
    ]);
    expect(hub.downloads).toEqual([]);
    expect(desk.files()).toEqual([]);
    await fetchData(benchmark, desk.options({ accepted: ["cc-by-nc-4.0", "Scans"] }));
    expect(await fetchData(benchmark, desk.options())).toMatchObject({ fetched: 0 });
  });

  it("of a closed repository want an account", async () => {
    await using hub = await Hub.start(FILES);
    hub.card = { license: "other", gated: "auto" };
    hub.token = "hf_right";
    using desk = new Desk(hub);
    const benchmark = await desk.benchmark();
    await expect(fetchData(benchmark, desk.options())).rejects.toThrow(
      /has to be accepted on the hub as well \(other\)/,
    );
    const accepted = { accepted: ["other"] };
    await expect(fetchData(benchmark, desk.options(accepted))).rejects.toThrow(
      /wants a login \(401\): accept the terms at http.*\/datasets\/acme\/rooms, then set HF_TOKEN/,
    );
    const places = { ...desk.options().places, token: "hf_right" } as NonNullable<
      ReturnType<Desk["options"]>["places"]
    >;
    expect(await fetchData(benchmark, desk.options({ ...accepted, places }))).toMatchObject({ fetched: 3 });
    expect(hub.seen.some(({ host, hasToken }) => host === "cdn" && hasToken)).toBe(false);
  });
});
