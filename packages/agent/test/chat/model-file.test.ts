import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { InputError } from "@spatialclaw/media";
import { afterAll, describe, expect, it } from "vitest";
import { readModelFile, shippedModelFile, shippedModels } from "../../src/chat/model-file.ts";
import { createOpenAIModel } from "../../src/chat/openai.ts";

const folder = mkdtempSync(path.join(tmpdir(), "model-file-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(content: unknown): string {
  const name = path.join(folder, "my.json");
  writeFileSync(name, typeof content === "string" ? content : JSON.stringify(content));
  return name;
}

/** As it stands in a file for the value of a variable. */
const variable = (name: string): string => `\${${name}}`;

function problem(content: unknown, env = {}): string {
  const name = file(content);
  try {
    readModelFile(name, env);
  } catch (error) {
    if (!(error instanceof InputError) || error.message.includes("\n")) throw error;
    return error.message.replace(name, "my.json");
  }
  throw new Error("it was accepted");
}

describe("a model file", () => {
  it("fills in variables of the environment where secrets and addresses stand", () => {
    const settings = {
      model: variable("NAME"),
      endpoints: [`http://${variable("HOST")}:8000/v1`],
      key: variable("KEY"),
      headers: { authorization: `Bearer ${variable("KEY")}` },
      parameters: { stop: variable("KEY") },
    };
    const env = { NAME: "m", HOST: "gpu", KEY: "sk-1" };
    expect(readModelFile(file(settings), env)).toEqual({
      model: "m",
      endpoints: ["http://gpu:8000/v1"],
      key: "sk-1",
      headers: { authorization: "Bearer sk-1" },
      parameters: { stop: variable("KEY") },
    });
  });

  it.each<[unknown, string]>([
    [[], "my.json: expected an object, got []"],
    [{}, 'my.json: "model" is missing'],
    [{ model: "" }, 'my.json: model: expected a text, got ""'],
    [{ model: "m", modle: 1 }, 'my.json: there is no "modle"; it knows model, endpoints, key,'],
    [{ model: "m", endpoints: "http://a" }, "my.json: endpoints: expected a list of texts"],
    [{ model: "m", images: true }, "my.json: images: expected an object or false, got true"],
    [
      { model: "m", images: { maxSide: 8 } },
      "my.json: images.maxSide: expected a whole number from 16 to 16384 or null, got 8",
    ],
    [
      { model: "m", images: { format: "gif" } },
      'my.json: images.format: expected one of auto, jpeg, png, webp, got "gif"',
    ],
    [
      { model: "m", parameters: { temprature: 1 } },
      'my.json: there is no "parameters.temprature"; parameters knows temperature,',
    ],
    [{ model: "m", roles: { main: { top_p: "1" } } }, 'my.json: roles.main.top_p: expected a number or null, got "1"'],
    [{ model: "m", roles: { writer: {} } }, 'my.json: there is no "roles.writer"; roles knows planner, main,'],
    [{ model: "m", prices: { input: 1 } }, 'my.json: prices: "output" is missing'],
    [{ model: "m", timeouts: { totalSec: 0 } }, "my.json: timeouts.totalSec: expected a number above 0, got 0"],
    [{ model: "m", retries: -1 }, "my.json: retries: expected a whole number from 0 to 100, got -1"],
    [
      { model: "m", parameters: { extra_body: { messages: [] } } },
      "my.json: parameters.extra_body: expected an object without model, messages,",
    ],
    [{ model: "m", key: 5551234 }, "my.json: key: expected a text or null"],
    ['{"model": "m", "key": "sk-secret" "x"}', "my.json is no JSON at line 1 column"],
  ])("is refused by name and place: %j", (content, message) => {
    const said = problem(content);
    expect(said.startsWith(message)).toBe(true);
    expect(said).not.toMatch(/sk-secret|5551234/);
  });

  it("names the variable that is not set, and the file that is not there", () => {
    expect(problem({ model: "m", key: variable("MY_KEY") })).toBe(
      'my.json: key wants the environment variable "MY_KEY", which is not set; set it',
    );
    expect(() => readModelFile("nowhere.json")).toThrow(
      /cannot read the model file nowhere\.json: ENOENT; .*gemma-4-31b/,
    );
  });

  it("is not needed for a program, which is held to the same", () => {
    expect(() => createOpenAIModel({ model: "m", retries: 1.5 })).toThrow(
      'the model "m": retries: expected a whole number from 0 to 100, got 1.5',
    );
  });
});

const docs = readFileSync(new URL("../../../../docs/models.md", import.meta.url), "utf8");

it.each([
  ["", { x: 1 }],
  ["images.", { images: { x: 1 } }],
  ["timeouts.", { timeouts: { x: 1 } }],
  ["", { parameters: { x: 1 } }],
  ["", { roles: { x: {} } }],
])("docs/models.md tells of every key: %s%j", (prefix, wrong) => {
  const keys = /knows (.*)$/.exec(problem({ model: "m", ...wrong }))?.[1]?.split(", ") ?? [];
  expect(keys.length).toBeGreaterThan(1);
  for (const key of keys) if (key !== "timeouts") expect(docs).toContain(`\`${prefix}${key}\``);
});

describe("the shipped model files", () => {
  it("are the six backbones of the paper", () => {
    expect(shippedModels()).toEqual([
      "gemma-4-26b-a4b",
      "gemma-4-31b",
      "qwen3.5-122b-a10b",
      "qwen3.5-397b-a17b",
      "qwen3.6-27b",
      "qwen3.6-35b-a3b",
    ]);
    for (const name of ["../package", "gemma", "", "gemma-4-31b/../gemma-4-31b"])
      expect(shippedModelFile(name)).toBeNull();
  });

  it.each(shippedModels())("%s is in order, and docs/models.md shows how it is served", (name) => {
    const settings = readModelFile(shippedModelFile(name) as string, {});
    const model = createOpenAIModel(settings);
    expect([model.name, model.seesPictures]).toEqual([settings.model, true]);
    const [command = ""] = settings.serve ?? [];
    // What it is served as is what is asked for.
    expect(command).toContain(` ${settings.model} `);
    expect(docs).toContain(`\`${name}\``);
    expect(docs.replace(/ \\\n\s+/g, " ")).toContain(command);
  });
});
