import { readdir, readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { encodePng, openInput } from "@spatialclaw/media";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { clip, numberIn, refusalOf, temporaryFolder } from "./clips.ts";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const ANSWERS: Record<string, Answer> = {
  "/page": (_, r) => r.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end("<html></html>"),
  "/page.jpg": (_, r) => r.writeHead(200, { "content-type": "image/jpeg" }).end("<!doctype html><html></html>"),
  "/gone.jpg": (_, r) => r.writeHead(404).end(),
  "/secret.jpg": (_, r) => r.writeHead(403).end(),
  "/round": (_, r) => r.writeHead(302, { location: "/round" }).end(),
  "/away": (_, r) => r.writeHead(302, { location: "file:///etc/passwd" }).end(),
  "/huge": (_, r) =>
    void r.writeHead(200, { "content-type": "video/mp4", "content-length": String(5 * 2 ** 30) }).write("x"),
  "/endless": (_, r) => {
    r.writeHead(200, { "content-type": "video/mp4" });
    const more = (): void => {
      while (!r.destroyed && r.write(Buffer.alloc(65536)));
    };
    r.on("drain", more);
    more();
  },
  "/silent": () => {},
  "/stops": (_, r) => void r.writeHead(200, { "content-type": "image/png" }).write("x"),
  "/breaks": (_, r) => {
    r.writeHead(200, { "content-type": "image/png", "content-length": "1000" }).write("x");
    setTimeout(() => r.destroy(), 20);
  },
  "/nothing": (_, r) => r.writeHead(200, { "content-type": "image/png" }).end(),
};

let origin = "";
let cache = { folder: "" };
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? "", "http://localhost");
  const answer = ANSWERS[pathname];
  if (answer) answer(request, response);
  else response.writeHead(500).end();
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const png = await encodePng({ width: 4, height: 3, data: new Uint8Array(36).fill(90) });
  ANSWERS["/a%20photo.png"] = (_, r) => r.writeHead(200, { "content-type": "image/png" }).end(png);
  ANSWERS["/untyped"] = (_, r) => r.writeHead(200).end(png);
  ANSWERS["/locked.png"] = (request, r) => {
    const expected = `Basic ${Buffer.from("me:s3cret").toString("base64")}`;
    if (request.headers.authorization === expected) r.writeHead(200, { "content-type": "image/png" }).end(png);
    else r.writeHead(401).end();
  };
  const movie = await readFile(clip("constant.mp4"));
  ANSWERS["/walk.mp4"] = (_, r) => r.writeHead(200, { "content-type": "video/mp4" }).end(movie);
  for (const i of [1, 2, 3, 4, 5, 6]) {
    const location = i === 1 ? "/a%20photo.png" : `/hop${i - 1}`;
    ANSWERS[`/hop${i}`] = (_, r) => r.writeHead(i % 2 ? 301 : 307, { location }).end();
  }
});
beforeEach(async () => {
  cache = { folder: await temporaryFolder() };
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const open = (address: string, options = {}) =>
  openInput([address.startsWith("/") ? origin + address : address], { cache, idleMs: 5000, ...options });

describe("an address", () => {
  it("gives a picture, which is read into memory", async () => {
    const { frames } = await open("/a%20photo.png");
    expect(frames[0]).toMatchObject({ name: "a photo.png", width: 4, height: 3 });
    expect((await frames[0]?.pixels())?.data[0]).toBe(90);
    expect((await open("/untyped")).frames).toHaveLength(1);
  });

  it("gives a video, which is kept by its content", async () => {
    const { kind, frames } = await open("/walk.mp4");
    expect([kind, frames.length]).toEqual(["video", 50]);
    const seen = await frames[9]?.pixels();
    expect(seen && numberIn(seen, "constant.mp4")).toBe(9);
    await open("/walk.mp4");
    expect(await readdir(path.join(cache.folder, "inputs"))).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  });

  it("may redirect five times", async () => {
    expect((await open("/hop5")).frames).toHaveLength(1);
    expect(await refusalOf(open("/hop6"))).toMatch(/hop6 redirects more than 5 times/);
  });

  it("may carry a name and a password, which go to that host alone and into no message", async () => {
    const { host } = new URL(origin);
    expect((await open(`http://me:s3cret@${host}/locked.png`)).frames).toHaveLength(1);
    const message = await refusalOf(open(`http://me:s3cret@${host}/secret.jpg?token=hush`));
    expect(message).toBe(`${origin}/secret.jpg answers with status 403; check the address`);
  });

  it.each([
    ["a web page", "/page", /page answers with text\/html, expected a picture or a video; name the file itself/],
    ["a web page that calls itself a picture", "/page.jpg", /page\.jpg holds a web page, expected a picture/],
    ["404", "/gone.jpg", /gone\.jpg answers with status 404; check the address/],
    ["redirects for ever", "/round", /round redirects more than 5 times; name the address it should lead to/],
    ["a redirect to a file", "/away", /redirects to begins with file:, expected https: or http:/],
    ["5 GB", "/huge", /huge has more than 2048 MiB; fetch it by other means/],
    ["nothing", "/nothing", /nothing is empty, expected a picture or a video/],
    ["half of it", "/breaks", /breaks cannot be reached \(\w+\); check the address and the network/],
  ])("is refused for %s", async (_, address, message) => {
    expect(await refusalOf(open(address))).toMatch(message);
    const left = await readdir(path.join(cache.folder, "inputs")).catch(() => []);
    expect(left.filter((name) => name.includes("draft"))).toEqual([]);
  });

  it("is refused for more than the limit without a length, and leaves nothing behind", async () => {
    expect(await refusalOf(open("/endless", { mostBytes: 2 ** 20 }))).toMatch(/endless has more than 1 MiB/);
    expect(await readdir(path.join(cache.folder, "inputs"))).toEqual([]);
  });

  it.each(["/silent", "/stops"])("is given up when nothing comes: %s", async (address) => {
    expect(await refusalOf(open(address, { idleMs: 150 }))).toMatch(/sent nothing for 0\.15 s; try again later/);
  });

  it("is refused where nobody answers, and where it is none", async () => {
    expect(await refusalOf(open(`${await closedOrigin()}/a.png`))).toMatch(/a\.png cannot be reached \(ECONNREFUSED\)/);
    expect(await refusalOf(open("https://"))).toMatch(/the address is no valid URL; expected https:/);
  });

  it("stops when it is told to", async () => {
    const signal = AbortSignal.timeout(100);
    await expect(open("/silent", { signal })).rejects.toMatchObject({ name: "TimeoutError" });
  });
});

/** Of a server that is gone. */
async function closedOrigin(): Promise<string> {
  const gone = createServer();
  await new Promise<void>((resolve) => gone.listen(0, "127.0.0.1", resolve));
  const { port } = gone.address() as AddressInfo;
  await new Promise((resolve) => gone.close(resolve));
  return `http://127.0.0.1:${port}`;
}
