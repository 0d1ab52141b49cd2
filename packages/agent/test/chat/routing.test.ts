import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { fails, hangs, resets, says } from "./acts.ts";
import { ask, errorOf, modelOf } from "./model.ts";
import { type Act, type ChatServer, closeServers, openServer } from "./server.ts";

afterEach(closeServers);

const three = (act: Act = says("hi")) => Promise.all([1, 2, 3].map(() => openServer([act])));
const counts = (servers: readonly ChatServer[]) => servers.map(({ asked }) => asked.length);

/** Answers when it is told to. */
function gate(): { act: Act; open(): void } {
  const held: (() => void)[] = [];
  return {
    act: (response, asked) => held.push(() => says("hi")(response, asked)),
    open: () => {
      for (const release of held.splice(0)) release();
    },
  };
}

describe("several endpoints", () => {
  it("share the load: requests at once go where least is under way", async () => {
    const { act, open } = gate();
    const servers = await three(act);
    const model = modelOf(servers);
    const asked = Array.from({ length: 9 }, () => ask(model));
    await Promise.all(servers.map((server) => server.reached(3)));
    open();
    await Promise.all(asked);
    expect(counts(servers)).toEqual([3, 3, 3]);
  });

  it("take turns when nothing is under way", async () => {
    const servers = await three();
    const model = modelOf(servers);
    for (let i = 0; i < 6; i++) await ask(model);
    expect(counts(servers)).toEqual([2, 2, 2]);
  });

  it("keep a session, however busy its own is", async () => {
    const { act, open } = gate();
    const busy = await openServer((asked) => (asked.text === "hold" ? act : says("hi")));
    const idle = await openServer([says("hi")]);
    const model = modelOf([busy, idle]);
    const session = "scene 1";
    await ask(model, "first", { session });
    const held = [ask(model, "hold", { session }), ask(model, "hold", { session })];
    await busy.reached(3);
    await ask(model, "third", { session });
    await ask(model, "a session of its own", { session: "scene 2" });
    open();
    await Promise.all(held);
    expect(busy.asked.map(({ text }) => text)).toEqual(["first", "hold", "hold", "third"]);
    expect(idle.asked.map(({ text }) => text)).toEqual(["a session of its own"]);
  });

  it("go on when one of three dies: each ask gets its reply, the dead one is left in peace", async () => {
    const servers = await three();
    const [dying] = servers as [ChatServer, ...ChatServer[]];
    const model = modelOf(servers, { pace: { backoffMs: 60_000, tailMs: 200 } });
    const sessions = ["a", "b", "c"];
    for (const session of sessions) await ask(model, session, { session });
    await dying.close();
    const replies = await Promise.all(
      Array.from({ length: 30 }, (_, i) => ask(model, `${i}`, { session: sessions[i % 3] })),
    );
    expect(replies.map(({ text }) => text)).toEqual(Array(30).fill("hi"));
    expect(replies.flatMap(({ notices }) => notices).every((notice) => notice.startsWith(dying.url))).toBe(true);
    // Its session has moved, and stays where it went.
    const moved = await ask(model, "again", { session: "a" });
    expect([moved.server?.url === dying.url, moved.notices]).toEqual([false, []]);
    expect((await ask(model, "again", { session: "a" })).server?.url).toBe(moved.server?.url);
  });

  it.each<[string, Act]>([
    ["is broken inside", fails(500)],
    ["hangs up", resets],
    ["never answers", hangs],
    ["wants another key", fails(401)],
    ["serves another model", fails(404)],
    ["is at its rate limit for an hour", fails(429, { "retry-after": "3600" })],
    ["is no model at all", (response) => response.end("<html></html>")],
  ])("go on without waiting when one of them %s", async (_, fault) => {
    const bad = await openServer([fault]);
    const good = await openServer([says("fine")]);
    // Would never come back in this test.
    const pace = { backoffMs: 60_000, maxWaitMs: 1, tailMs: 200 };
    const model = modelOf([bad, good], { pace, timeouts: { firstTokenSec: 0.15 } });
    expect((await ask(model)).text).toBe("fine");
    expect((await ask(model)).text).toBe("fine");
    expect(counts([bad, good])).toEqual([1, 2]);
  });

  it("that all fail end in one line", async () => {
    const servers = await three(fails(401));
    expect(await errorOf(ask(modelOf(servers)))).toMatch(
      /did not answer \(HTTP 401\) in 3 tries: scripted; set OPENAI_API_KEY/,
    );
    expect(counts(servers)).toEqual([1, 1, 1]);
  });

  it("of which one was down are all used again when it is back", async () => {
    const flaky = await openServer([fails(500), says("hi")]);
    const steady = await openServer([says("hi")]);
    const model = modelOf([flaky, steady], { pace: { backoffMs: 1, tailMs: 200 } });
    await expect
      .poll(async () => {
        await ask(model);
        return flaky.asked.length;
      })
      .toBeGreaterThan(2);
  });

  it("do not fail a request that is itself wrong over and over", async () => {
    const servers = await three(fails(400));
    await errorOf(ask(modelOf(servers)));
    expect(counts(servers)).toEqual([1, 0, 0]);
  });
});

describe("a rate limit", () => {
  it("holds for all requests: each waits until it is over, and tells of it", async () => {
    const server = await openServer([fails(429, { "retry-after": "2" }), says("hi")]);
    const model = modelOf(server);
    const impatient = modelOf(server, { retries: 0 });
    expect(await errorOf(ask(impatient))).toMatch(/HTTP 429\): scripted; ask again later, or name more endpoints$/);
    const replies = await Promise.all(["first", "second", "third"].map((text) => ask(impatient, text)));
    for (const { text, notices } of replies) {
      expect(text).toBe("hi");
      expect(notices).toEqual([
        expect.stringMatching(new RegExp(`^rate limited by ${server.url}: waiting [\\d.]+ s$`)),
      ]);
    }
    // What one model was told is no other's business.
    expect((await ask(model)).notices).toEqual([]);
  });
});

describe("a file of endpoints", () => {
  const folders: string[] = [];
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
  });
  const fileWith = async (text: string): Promise<string> => {
    const folder = await mkdtemp(path.join(tmpdir(), "endpoints-"));
    folders.push(folder);
    const file = path.join(folder, "endpoints.txt");
    await writeFile(file, text);
    return file;
  };

  it("is read again when it changes", async () => {
    const [a, b] = (await three()) as [ChatServer, ChatServer];
    const file = await fileWith(`# the farm\n\n${a.url}\n`);
    const model = modelOf([], { endpoints: [`@${file}`] });
    const session = "s";
    await ask(model, "one", { session });
    await writeFile(file, `${b.url}\n`);
    await ask(model, "two", { session });
    await writeFile(file, `${b.url}\n${a.url}\n`);
    await ask(model, "three", { session });
    expect([a, b].map(({ asked }) => asked.map(({ text }) => text))).toEqual([["one"], ["two", "three"]]);
  });

  it.each([
    ["is empty", "\n", /names no endpoint/],
    ["holds nonsense", "localhost:8000\n", /line 1: the endpoint localhost:8000 is no http\(s\) address/],
  ])("that %s after a change leaves things as they were, and says so once", async (_, text, why) => {
    const server = await openServer([says("hi")]);
    const file = await fileWith(server.url);
    const model = modelOf([], { endpoints: [`@${file}`] });
    await writeFile(file, text);
    const { notices } = await ask(model);
    expect(notices).toEqual([expect.stringMatching(why)]);
    expect(notices[0]).toMatch(/; the endpoints stay as they were$/);
    expect((await ask(model)).notices).toEqual([]);
    await rm(file);
    expect((await ask(model)).notices[0]).toMatch(/ENOENT/);
  });

  it("that cannot be read at first is an error", async () => {
    expect(() => modelOf([], { endpoints: ["@nowhere.txt"] })).toThrow(
      /cannot read the endpoints in nowhere\.txt: ENOENT/,
    );
    const file = await fileWith("ftp://host/\n");
    expect(() => modelOf([], { endpoints: [`@${file}`] })).toThrow(
      /line 1: the endpoint ftp:\/\/host\/ is no http\(s\) address/,
    );
  });
});
