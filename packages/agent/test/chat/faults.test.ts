import { spawn } from "node:child_process";
import { getEventListeners } from "node:events";
import { createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { chunk, completion, cutsAfter, fails, hangs, hangsAfter, resets, says, sends, stream } from "./acts.ts";
import { ask, errorOf, modelOf } from "./model.ts";
import { type Act, closeServers, openServer } from "./server.ts";

afterEach(closeServers);

/** Short enough for a test, long enough for a busy machine. */
const SHORT = { firstTokenSec: 0.15, totalSec: 10 };
const HALF = chunk({ content: "half a rep" });
const PAGE = "<!doctype html><html><head><title>Welcome to nginx!</title></head><body>hi</body></html>";

describe("what may pass is tried again, and the reply comes", () => {
  it.each<[string, Act]>([
    ["429 without Retry-After", fails(429)],
    ["429 with Retry-After in seconds", fails(429, { "retry-after": "0" })],
    ["429 with a date", fails(429, { "retry-after": new Date(Date.now() - 1000).toUTCString() })],
    ["429 with retry-after-ms", fails(429, { "retry-after-ms": "3" })],
    ["408", fails(408)],
    ["409", fails(409)],
    ["425", fails(425)],
    ["500", fails(500)],
    ["502 with a page", fails(502, { "content-type": "text/html" }, PAGE)],
    ["503", fails(503)],
    ["a hang before the first token", hangs],
    ["a hang after the headers", hangsAfter()],
    ["comments and no token", hangsAfter(": working on it\n\n")],
    ["a hang after the first token", hangsAfter(HALF)],
    ["a connection that is reset", resets],
    ["a cut after the headers", cutsAfter()],
    ["a cut in the middle of the stream", cutsAfter(HALF)],
    ["a cut in the middle of an event", cutsAfter(HALF, HALF.slice(0, 40))],
    ["a stream that just ends", sends("text/event-stream", HALF)],
    ["an event that is no JSON", sends("text/event-stream", `${HALF}data: {"choices": [\n\n`)],
    [
      "an error inside of the stream",
      sends("text/event-stream", `${HALF}data: {"error": {"message": "oom", "code": 500}}\n\n`),
    ],
    ["a reply that ends in an error", sends("text/event-stream", stream([{ content: "half" }], { finish: "error" }))],
    ["half of a JSON object", sends("application/json", completion({ content: "hi" }).slice(0, 50))],
    ["an empty body", sends("application/json", "")],
    ["an error under status 200", sends("application/json", JSON.stringify({ error: { message: "busy", code: 503 } }))],
  ])("%s", async (_, fault) => {
    const server = await openServer([fault, says("fine")]);
    const reply = await ask(modelOf(server, { timeouts: SHORT }));
    expect([reply.text, reply.finish, server.asked.length]).toEqual(["fine", "stop", 2]);
    expect(reply.notices.length).toBeGreaterThan(0);
    expect(reply.notices.join("")).toContain(server.url);
  });

  it("until the tries are used up; the line says how many they were", async () => {
    const server = await openServer([fails(500, {}, { error: { message: "out of\nmemory" } })]);
    const message = await errorOf(ask(modelOf(server, { retries: 2 })));
    expect(message).toBe(
      `model scripted at ${server.url} did not answer (HTTP 500) in 3 tries: out of memory; see the server's log`,
    );
    expect(server.asked.length).toBe(3);
  });

  it("five times in all by default", async () => {
    const server = await openServer([fails(503)]);
    await errorOf(ask(modelOf(server)));
    expect(server.asked.length).toBe(5);
  });
});

describe("what stays as it is ends at once, in one line with the way out", () => {
  it.each<[string, Act, RegExp]>([
    ["400", fails(400), /did not answer \(HTTP 400\): scripted; correct the model's parameters/],
    ["400 of FastAPI", fails(400, {}, { detail: [{ msg: "field required" }] }), /HTTP 400\): field required;/],
    ["400 of an old vLLM", fails(400, {}, { object: "error", message: "bad role" }), /HTTP 400\): bad role;/],
    [
      "400 for its length",
      fails(400, {}, { error: "maximum context length is 8192" }),
      /serve the model with a longer context/,
    ],
    ["400 for its pictures", fails(400, {}, { error: "At most 1 image(s) may be provided" }), /--limit-mm-per-prompt/],
    [
      "400 of a blind model",
      fails(400, {}, { error: "it is not a multimodal model" }),
      /"images": false in a model file/,
    ],
    ["401", fails(401), /did not answer \(HTTP 401\): scripted; set OPENAI_API_KEY$/],
    ["403", fails(403), /HTTP 403\): scripted; set OPENAI_API_KEY$/],
    ["404", fails(404), /HTTP 404\): scripted; is the address right\? it usually ends in \/v1$/],
    ["413", fails(413, {}, PAGE), /HTTP 413\): Welcome to nginx!; send smaller or fewer pictures/],
    ["422", fails(422), /HTTP 422\)/],
    [
      "a redirect",
      fails(301, { location: "https://elsewhere/v1" }),
      /only redirects \(HTTP 301\): https:\/\/elsewhere\/v1; name that address/,
    ],
    ["a web page", sends("text/html", PAGE), /replied with a web page: Welcome to nginx!; .* usually ends in \/v1$/],
    ["a web page that calls itself JSON", sends("application/json", PAGE), /replied with a web page/],
    [
      "other JSON",
      sends("application/json", '{"ok": true}'),
      /replied with no chat completion: {"ok": true}; .*\/chat\/completions/,
    ],
    ["plain text", sends("text/plain", "It works!"), /replied with text\/plain: It works!;/],
    ["bytes without a type", sends(null, "\u0000\u0001"), /replied with no content type/],
    [
      "429 that asks for an hour",
      fails(429, { "retry-after": "3600" }),
      /asks to wait \d+ s: scripted; ask again later/,
    ],
  ])("%s", async (_, fault, line) => {
    const server = await openServer([fault, says("too late")]);
    const message = await errorOf(ask(modelOf(server)));
    expect(message).toMatch(line);
    expect(message.startsWith(`model scripted at ${server.url} `)).toBe(true);
    expect(server.asked.length).toBe(1);
  });

  it("a wrong key is not called a missing one", async () => {
    const server = await openServer([fails(401)]);
    expect(await errorOf(ask(modelOf(server, { key: "sk-wrong-key" })))).toMatch(/; correct the key$/);
    expect(await errorOf(ask(modelOf(server, { file: "my.json" })))).toMatch(
      /; add a "key" to my\.json, or set OPENAI_/,
    );
  });

  it("a wrong name of the model: the ones that are served are named", async () => {
    const server = await openServer([fails(404)], ["a", "b", "c", "d", "e", "f"]);
    expect(await errorOf(ask(modelOf(server)))).toMatch(
      /; is the model's name right\? the endpoint serves a, b, c, d, e, … \(6 in all\)$/,
    );
  });

  it("a reply that takes longer than the total: it would do so again", async () => {
    const server = await openServer([hangsAfter(HALF)]);
    const timeouts = { firstTokenSec: 10, totalSec: 0.15 };
    expect(await errorOf(ask(modelOf(server, { timeouts })))).toMatch(
      /did not finish its reply within 0\.15 s; .*max_tokens/,
    );
    expect(server.asked.length).toBe(1);
  });

  it("a port where nobody listens, a name that nobody has", async () => {
    const free = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => free.once("listening", resolve));
    const { port } = free.address() as { port: number };
    await new Promise((resolve) => free.close(resolve));
    const nobody = modelOf([], { endpoints: [`http://127.0.0.1:${port}/v1`], retries: 1 });
    expect(await errorOf(ask(nobody))).toMatch(
      /did not answer in 2 tries: connection refused; is the server running\?$/,
    );
    const nowhere = modelOf([], { endpoints: ["http://nowhere.invalid/v1"], retries: 0 });
    expect(await errorOf(ask(nowhere))).toMatch(/did not answer: .*(?:host|name).*; check the address/);
  });

  it("TLS where there is none", async () => {
    const server = await openServer([says("hi")]);
    const model = modelOf([], { endpoints: [server.url.replace("http:", "https:")] });
    expect(await errorOf(ask(model))).toMatch(/does not speak TLS; try the address with http:/);
  });
});

describe("a complete reply is never asked for again", () => {
  const complete = chunk({ content: "done" }) + chunk({}, { finish: "stop" });
  it.each<[string, Act]>([
    ["without [DONE]", sends("text/event-stream", complete)],
    ["cut after its end was announced", cutsAfter(complete)],
    ["left open after its end was announced", hangsAfter(complete)],
    ["left open after [DONE]", hangsAfter(`${complete}data: [DONE]\n\n`)],
    ["with [DONE] and no reason", sends("text/event-stream", `${chunk({ content: "done" })}data: [DONE]\n\n`)],
    ["followed by broken JSON", sends("text/event-stream", `${complete}data: {\n\n`)],
  ])("%s", async (_, act) => {
    const server = await openServer([act, says("again")]);
    const reply = await ask(modelOf(server));
    expect([reply.text, reply.finish, server.asked.length]).toEqual(["done", "stop", 1]);
  });
});

describe("an abort", () => {
  it.each<[string, Act]>([
    ["while nothing comes", hangs],
    ["in the middle of a reply", hangsAfter(HALF)],
    ["while it waits for a rate limit", fails(429, { "retry-after": "4" })],
    ["after the reply's end was announced", hangsAfter(HALF + chunk({}, { finish: "stop" }))],
  ])("%s rejects with the signal's reason and closes the connection", async (when, act) => {
    const server = await openServer([act]);
    const controller = new AbortController();
    const asked = ask(modelOf(server, { pace: { maxWaitMs: 60_000, tailMs: 60_000 } }), "hello", {
      signal: controller.signal,
    });
    await server.reached(1);
    setTimeout(() => controller.abort(new Error("enough")), 30);
    await expect(asked).rejects.toThrow(/^enough$/);
    // A connection that is merely idle may stay for the next request.
    if (!when.includes("rate limit")) await expect.poll(() => server.open).toBe(0);
  });

  it("before anything is sent sends nothing", async () => {
    const server = await openServer([says("hi")]);
    await expect(ask(modelOf(server), "hello", { signal: AbortSignal.abort(new Error("no")) })).rejects.toThrow(/^no$/);
    expect(server.asked.length).toBe(0);
  });

  it("leaves nothing behind that keeps a process alive", async () => {
    const server = await openServer([hangsAfter(HALF)]);
    const program = `
      import { createOpenAIModel } from ${JSON.stringify(new URL("../../src/chat/openai.ts", import.meta.url).href)};
      const model = createOpenAIModel({ model: "m", endpoints: [${JSON.stringify(server.url)}] });
      const controller = new AbortController();
      setTimeout(() => controller.abort(new Error("enough")), 200);
      const messages = [{ role: "user", parts: [{ type: "text", text: "hi" }] }];
      await model.complete({ role: "main", messages, signal: controller.signal }).catch((e) => console.log(e.message));`;
    const child = await run(program);
    expect(child).toBe("enough\n");
  });
});

it("a kept connection that the server has just closed is no failure", async () => {
  const server = await openServer([says("one"), resets, says("two")]);
  const model = modelOf(server, { retries: 0 });
  await ask(model);
  expect(await ask(model)).toMatchObject({ text: "two", notices: [] });
});

it("nothing keeps listening to the caller's signal", async () => {
  const server = await openServer([fails(500), says("hi")]);
  const { signal } = new AbortController();
  await ask(modelOf(server), "hello", { signal });
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

it("connections are kept for the next request", async () => {
  const server = await openServer([says("hi")]);
  const model = modelOf(server);
  for (let i = 0; i < 4; i++) await ask(model);
  expect([server.asked.length, server.opened]).toEqual([4, 1]);
});

/** In a process of its own, which ends by itself or runs into the test's time limit. */
async function run(program: string): Promise<string> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (text: Buffer) => {
    said += text;
  });
  await new Promise((resolve) => child.once("close", resolve));
  return said;
}
