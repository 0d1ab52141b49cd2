import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Desk, PICTURES, QUESTIONS, repository, text, zip } from "../../../packages/bench/test/fetch/rooms.ts";
import { Hub } from "../../../packages/hub/test/hub.ts";
import { run } from "../command.ts";

const FILES = repository({ "questions.jsonl": text(QUESTIONS), "images.zip": zip(PICTURES) });

describe("spatialclaw bench fetch", () => {
  it("gets what verify then finds, and says what is missing file by file", async () => {
    await using hub = await Hub.start(FILES);
    hub.card = { license: "cc-by-nc-4.0" };
    using desk = new Desk(hub, { elsewhere: [{ what: "the third picture", url: "https://rooms.example/terms" }] });
    const at = { cwd: desk.folder, env: { ...desk.env } };

    const refused = await run(["bench", "fetch", "./rooms.json"], at);
    expect(refused.code).toBe(2);
    expect(refused.stderr.trim().split("\n").at(-1)).toBe(
      "spatialclaw: the licence of rooms excludes commercial use (cc-by-nc-4.0); if that is fine, add --accept-licence cc-by-nc-4.0",
    );
    expect(hub.downloads).toEqual([]);

    const got = await run(["bench", "fetch", "./rooms.json", "--accept-licence", "cc-by-nc-4.0"], at);
    expect(got.stdout).toBe(
      "rooms: 2 files and archives, 2 fetched (0.0 MB)\nrooms: 3 of 3 samples in data/rooms, 0 files missing\n",
    );
    expect(got.stderr).toContain(
      "spatialclaw: rooms: not on the hub: the third picture, see https://rooms.example/terms\n",
    );
    expect(got.code).toBe(0);
    const verified = await run(["bench", "verify", "./rooms.json", "--json"], at);
    expect(JSON.parse(verified.stdout)).toMatchObject({ benchmarks: [{ name: "rooms", samples: 3, missing: {} }] });
    expect(verified.code).toBe(0);
  });

  it("ends with 4 when files are missing that the hub does not have", async () => {
    await using hub = await Hub.start(
      repository({ "questions.jsonl": text(QUESTIONS), "images.zip": zip(PICTURES.slice(0, 2)) }),
    );
    using desk = new Desk(hub);
    const got = await run(["bench", "fetch", "./rooms.json", "--json"], { cwd: desk.folder, env: { ...desk.env } });
    const { benchmarks } = JSON.parse(got.stdout);
    expect(Object.keys(benchmarks[0].missing)).toEqual([expect.stringMatching(/images\/3\.png$/)]);
    expect(got.code).toBe(4);
    expect(readdirSync(`${desk.root}/images`)).toEqual(["1.png", "2.png"]);
  });
});
