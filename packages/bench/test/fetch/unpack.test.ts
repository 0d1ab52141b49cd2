import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { create, Header } from "tar";
import { describe, expect, it } from "vitest";
import { Hub, type HubFile } from "../../../hub/test/hub.ts";
import { archiveName } from "../../src/fetch/archive-name.ts";
import { fetchData } from "../../src/fetch/index.ts";
import { Desk, PICTURES, QUESTIONS, repository, text, zip } from "./rooms.ts";

const fetched = async (files: Record<string, HubFile>, fetching: object = {}) => {
  await using hub = await Hub.start(repository({ "questions.jsonl": text(QUESTIONS), ...files }));
  const desk = new Desk(hub, fetching);
  const failure = await fetchData(await desk.benchmark(), desk.options()).then(
    () => null,
    (error: Error) => error.message,
  );
  return {
    failure,
    files: desk.files().filter((name) => name !== "questions.jsonl"),
    notices: desk.notices,
    read: (name: string) => readFileSync(path.join(desk.root, name), "utf8"),
    [Symbol.dispose]: () => desk[Symbol.dispose](),
  };
};

const NAMES = ["images/1.png", "images/2.png", "images/3.png"];

describe("a zip", () => {
  it("goes where samples look for its files, whatever folder it has for all, else where the card says", async () => {
    const inside = (folder: string) => PICTURES.map(({ name, ...rest }) => ({ name: `${folder}${name}`, ...rest }));
    using top = await fetched({ "all.zip": zip(inside("rooms-v1/")) });
    expect(top.files).toEqual(NAMES);
    using below = await fetched({
      "media/1.zip": zip(PICTURES.map(({ name, ...rest }) => ({ name: name.slice(7), ...rest }))),
    });
    expect(below.files).toEqual(NAMES);
    using other = await fetched({ "more/a.zip": zip([{ name: "x.txt" }]) }, { unpack: { "more/*.zip": "else/where" } });
    expect(other.files).toEqual(["else/where/x.txt"]);
    using beside = await fetched({ "more/a.zip": zip([{ name: "x.txt" }]) });
    expect(beside.files).toEqual(["more/x.txt"]);
  });

  it.each(["../out.txt", "/etc/out.txt", "a/../../out.txt"])("writes nothing at all with the name %s", async (name) => {
    using found = await fetched({ "images.zip": zip([...PICTURES, { name, content: "x" }]) });
    expect(found.failure).toMatch(/^images\.zip (?:cannot be unpacked|holds the file)/);
    expect(found.files).toEqual([]);
  });

  it("leaves out links and what systems put beside files", async () => {
    const link = { name: "images/4.png", content: "/etc/passwd", mode: 0o120777 };
    const clutter = [
      { name: "__MACOSX/images/._1.png", content: "x" },
      { name: "images/.DS_Store", content: "x" },
    ];
    using found = await fetched({ "images.zip": zip([...PICTURES, link, ...clutter]) });
    expect(found.failure).toBeNull();
    expect(found.files).toEqual(NAMES);
    expect(found.notices).toContain("images.zip: 1 links and the like were left out");
  });

  it("says what is damaged", async () => {
    using found = await fetched({ "images.zip": zip([{ name: "images/1.png", content: "one", crc32: 7 }]) });
    expect(found.failure).toMatch(/^images\.zip cannot be unpacked: images\/1\.png in it is damaged; do it by hand/);
    using none = await fetched({ "images.zip": { content: new TextEncoder().encode("no zip"), large: true } });
    expect(none.failure).toMatch(/^images\.zip cannot be unpacked: .+; do it by hand and give the folder by --data$/);
  });

  it("may come in parts", async () => {
    const { content } = zip(PICTURES);
    const cut = content.length >> 1;
    using found = await fetched({
      "images.zip.002": { content: content.subarray(cut), large: true },
      "images.zip.001": { content: content.subarray(0, cut), large: true },
    });
    expect(found.failure).toBeNull();
    expect(found.files).toEqual(NAMES);
    expect(found.read("images/3.png")).toBe("picture 3.png ".repeat(5000));
  });
});

describe("a tar", () => {
  it("is unpacked, compressed and in parts, without its links", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "spatialclaw-tar-"));
    for (const name of ["1.png", "2.png", "3.png"]) writeFileSync(path.join(folder, name), `picture ${name}`);
    symlinkSync("/etc/passwd", path.join(folder, "4.png"));
    const file = path.join(folder, "a.tar.gz");
    await create({ cwd: folder, gzip: true, file }, ["./1.png", "2.png", "3.png", "4.png"]);
    const content = readFileSync(file);
    rmSync(folder, { recursive: true });
    const part = (from: number, to?: number) => ({ content: content.subarray(from, to), large: true });
    using found = await fetched(
      { "a.tar.gz.part-aa": part(0, 100), "a.tar.gz.part-ab": part(100) },
      { unpack: { "*": "images" } },
    );
    expect(found.failure).toBeNull();
    expect(found.files).toEqual(NAMES);
    expect(found.read("images/3.png")).toBe("picture 3.png");
    expect(found.notices).toContain("a.tar.gz: 1 links and the like were left out");
    using torn = await fetched({ "a.tar.gz": part(0, 120) });
    expect(torn.failure).toMatch(/^a\.tar\.gz cannot be unpacked/);
  });

  it("puts nothing outside", async () => {
    const header = new Header({ path: "../out.txt", size: 3, type: "File", mode: 0o644 });
    header.encode();
    const content = Buffer.concat([header.block as Buffer, Buffer.from("abc"), Buffer.alloc(509 + 1024)]);
    using found = await fetched({ "a.tar": { content, large: true } });
    expect(found.failure).toMatch(/^a\.tar holds the file "\.\.\/out\.txt", which would lie outside/);
    expect(found.files).toEqual([]);
  });
});

describe("archives", () => {
  it("are known by their names", () => {
    const names = [
      "a.zip",
      "x/b.tar.gz",
      "c.tgz",
      "d.zip.003",
      "e.tar.part_ab",
      "f.tar.gz.aa",
      "g.mp4",
      "h.zip.md5",
      "i.z01",
    ];
    expect(names.map((name) => archiveName(name)?.name ?? null)).toEqual([
      "a.zip",
      "x/b.tar.gz",
      "c.tgz",
      "d.zip",
      "e.tar",
      "f.tar.gz",
      null,
      null,
      null,
    ]);
  });

  it("in several volumes are refused with a way out", async () => {
    using found = await fetched({ "v.z01": text("x"), "v.zip": text("x") });
    expect(found.failure).toMatch(/^v\.z01 is a volume .* do it with 7z and give the folder by --data$/);
  });
});
