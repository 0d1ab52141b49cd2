import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ChatModel, ChatReply } from "@spatialclaw/agent";
import { InputError } from "@spatialclaw/media";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { resolveWithoutFiles, type Values } from "../src/config/index.ts";
import { chooseModel, modelFrom } from "../src/models.ts";

interface Asked {
  readonly key: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

const folder = mkdtempSync(path.join(tmpdir(), "models-"));
const asked: Asked[] = [];
let server: Server;
let url: string;

/** Answers everything with one word and keeps what it was asked. */
beforeAll(async () => {
  server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    asked.push({ key: request.headers.authorization, body: JSON.parse(text) });
    response.end(JSON.stringify({ choices: [{ message: { content: "hi" }, finish_reason: "stop" }] }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
beforeEach(() => void asked.splice(0));
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const ask = (model: ChatModel): Promise<ChatReply> =>
  model.complete({ role: "main", messages: [{ role: "user", parts: [{ type: "text", text: "hello" }] }] });

const chosen = (flags: Partial<Values>, env: Record<string, string> = {}) =>
  chooseModel(resolveWithoutFiles({ flags, env }), env);

function modelFile(settings: object): string {
  const file = path.join(folder, "my.json");
  writeFileSync(file, JSON.stringify(settings));
  return file;
}

describe("the model is", () => {
  it("the built-in rules without a word", () => {
    expect(chosen({}).name).toMatch(/^offline/);
    expect(modelFrom(undefined, {}).name).toMatch(/^offline/);
  });

  it("a name at the endpoints: address, key and name are enough", async () => {
    const env = { OPENAI_BASE_URL: url, OPENAI_API_KEY: "sk-of-the-environment" };
    for (const model of [chosen({ model: "m" }, env), modelFrom("m", env)]) expect((await ask(model)).text).toBe("hi");
    expect(asked.map(({ key, body }) => [key, body.model])).toEqual(
      Array(2).fill(["Bearer sk-of-the-environment", "m"]),
    );
  });

  it("a shipped model file by its name, at its own address or at another", async () => {
    expect(chosen({ model: "gemma-4-31b" }).name).toBe("google/gemma-4-31B-it");
    await ask(chosen({ model: "gemma-4-31b", "endpoint.urls": [url] }));
    expect(asked[0]?.body).toMatchObject({ model: "google/gemma-4-31B-it", top_k: 64 });
  });

  it("a model file of one's own by its path, variables filled in", async () => {
    const file = modelFile({ model: "own", endpoints: [url], key: `\${MY_KEY}`, images: false, prices: null });
    const model = chosen({ model: file }, { MY_KEY: "sk-of-the-file" });
    expect([model.name, model.seesPictures]).toEqual(["own", false]);
    await ask(model);
    expect(asked[0]?.key).toBe("Bearer sk-of-the-file");
  });

  it.each<[string, Partial<Values>, RegExp]>([
    ["nowhere", { model: "m" }, /model m has no endpoint: set OPENAI_BASE_URL/],
    ["a file that is not there", { model: "./nowhere.json" }, /cannot read the model file \.\/nowhere\.json: ENOENT/],
    ["a file without its path", { model: "my.json" }, /write \.\/my\.json for a model file/],
    ["at no address", { model: "m", "endpoint.urls": ["@nowhere.txt"] }, /cannot read the endpoints in nowhere\.txt/],
  ])("refused in one line: %s", (_, flags, message) => {
    expect(() => chosen(flags)).toThrow(InputError);
    expect(() => chosen(flags)).toThrow(message);
  });
});

describe("a key goes to the endpoints that it was named with", () => {
  const env = { OPENAI_API_KEY: "sk-of-the-environment" };

  it("the environment's not to those of a model file", async () => {
    await ask(chosen({ model: modelFile({ model: "own", endpoints: [url] }) }, env));
    expect(asked[0]?.key).toBeUndefined();
  });

  it("a model file's not to those of the configuration, unless it names none itself", async () => {
    const key = "sk-of-the-file";
    await ask(
      chosen({ model: modelFile({ model: "own", endpoints: ["http://other/v1"], key }), "endpoint.urls": [url] }),
    );
    await ask(chosen({ model: modelFile({ model: "own", key }), "endpoint.urls": [url] }));
    expect(asked.map((one) => one.key)).toEqual([undefined, `Bearer ${key}`]);
  });
});

describe("the configuration wins over the model file", () => {
  it("in retries and timeouts", async () => {
    const file = modelFile({
      model: "own",
      endpoints: ["http://127.0.0.1:1/v1"],
      retries: 9,
      timeouts: { totalSec: 99 },
    });
    await expect(ask(chosen({ model: file, retries: 0 }))).rejects.toThrow(/did not answer: connection refused/);
  });

  it("in pictures, but a model that takes none still takes none", () => {
    expect(
      chosen({ model: modelFile({ model: "own", endpoints: [url], images: false }), "images.maxSide": 100 })
        .seesPictures,
    ).toBe(false);
    expect(chosen({ model: "m", "endpoint.urls": [url], "images.format": "png" }).seesPictures).toBe(true);
  });
});
