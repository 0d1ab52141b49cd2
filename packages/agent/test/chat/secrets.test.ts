import { afterEach, describe, expect, it } from "vitest";
import { createRedactor, publicUrl } from "../../src/chat/secrets.ts";
import { fails, hangs, says, sends } from "./acts.ts";
import { ask, errorOf, modelOf } from "./model.ts";
import { type Act, closeServers, openServer } from "./server.ts";

afterEach(closeServers);

const KEY = "sk-live-0123456789abcdef";
const PASSWORD = "hunter2hunter2";
const TOKEN = "tok/en+with=signs";
const HEADER = "gateway-secret-1";
const SECRETS = [
  KEY,
  PASSWORD,
  TOKEN,
  encodeURIComponent(TOKEN),
  HEADER,
  Buffer.from(`me:${PASSWORD}`).toString("base64"),
];

/** Says back all that it was sent, as some gateways do. */
const echoes =
  (status: number): Act =>
  (response, asked) => {
    const said = JSON.stringify({ headers: asked.headers, url: asked.url });
    fails(status, {}, { error: { message: `refused ${said}` } })(response, asked);
  };

describe("secrets are sent where they belong", () => {
  it("the key as a bearer, headers and query as they are", async () => {
    const server = await openServer([says("hi")]);
    const endpoints = [`${server.url}?token=${encodeURIComponent(TOKEN)}`];
    await ask(modelOf([], { endpoints, key: KEY, headers: { "x-gateway": HEADER } }));
    const { headers, url } = server.asked[0] ?? {};
    expect([headers?.authorization, headers?.["x-gateway"]]).toEqual([`Bearer ${KEY}`, HEADER]);
    expect(new URL(url ?? "", server.url).searchParams.get("token")).toBe(TOKEN);
    expect(url).toMatch(/^\/v1\/chat\/completions\?/);
  });

  it("a user of the address before the key; without either no authorization at all", async () => {
    const server = await openServer([says("hi")]);
    const endpoints = [server.url.replace("//", `//me:${PASSWORD}@`)];
    await ask(modelOf([], { endpoints, key: KEY }));
    await ask(modelOf(server));
    const basic = `Basic ${Buffer.from(`me:${PASSWORD}`).toString("base64")}`;
    expect(server.asked.map(({ headers }) => headers.authorization)).toEqual([basic, undefined]);
  });
});

describe("no secret is told", () => {
  const everything = async (act: Act, then: Act = act) => {
    const server = await openServer([act, then]);
    const address = `${server.url.replace("//", `//me:${PASSWORD}@`)}?token=${encodeURIComponent(TOKEN)}`;
    return modelOf([], {
      endpoints: [address],
      key: KEY,
      headers: { "x-gateway": HEADER, authorization: `Bearer ${KEY}` },
      retries: 1,
      timeouts: { firstTokenSec: 0.15 },
    });
  };
  const expectNone = (text: string) => {
    for (const secret of SECRETS) expect(text).not.toContain(secret);
  };

  it.each<[string, Act]>([
    ["401", echoes(401)],
    ["404", echoes(404)],
    ["500", echoes(500)],
    ["429", echoes(429)],
    ["a long page", sends("text/html", `<title>${"x".repeat(150)} ${KEY}</title>`)],
    ["a hang", hangs],
  ])("by an error: %s", async (_, act) => {
    const message = await errorOf(ask(await everything(act)));
    expectNone(message);
    expect(message).not.toContain("sk-live");
  });

  it("by notices, the reply, its calls, its server", async () => {
    const leaky = says(`The key is ${KEY}, the password ${PASSWORD}.`, { model: `m-${KEY}` });
    const reply = await ask(await everything(echoes(500), leaky));
    expectNone(JSON.stringify(reply));
    expect(reply.text).toBe("The key is ***, the password ***.");
    expect(reply.server?.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/);
  });

  it("by what an error carries along", async () => {
    const error = await ask(await everything(echoes(401))).catch((failure: unknown) => failure);
    const { inspect } = await import("node:util");
    expectNone(inspect(error, { depth: 8, showHidden: true }));
  });
});

describe("redaction", () => {
  it("finds what looks like a secret, known or not", () => {
    const { all } = createRedactor([]);
    expect(all("see https://me:pw@host/v1?api_key=abc&x=1")).toBe("see https://***@host/v1?api_key=***&x=1");
    expect(all("Authorization: Bearer abc.def-123")).toBe("Authorization: Bearer ***");
    expect(all("Incorrect API key provided: sk-proj-a***xyz.")).toBe("Incorrect API key provided: sk-***.");
  });

  it("leaves words alone that hold a short secret", () => {
    const { all } = createRedactor(["test", "no", null]);
    expect(all("latest test, no tests")).toBe("latest ***, no tests");
  });

  it("leaves programs alone that hold what somebody took for a key", () => {
    const { known, all } = createRedactor(["token", "password"]);
    const cell = "const token = password;";
    expect([known(cell), all(cell)]).toEqual([cell, "const *** = ***;"]);
  });

  it("shows addresses without what is private in them", () => {
    expect(publicUrl("https://me:pw@host:8443/v1/?key=abc#x")).toBe("https://host:8443/v1");
    expect(publicUrl("not an address")).toBe("not an address");
  });
});
