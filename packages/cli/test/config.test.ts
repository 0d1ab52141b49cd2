import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Command } from "commander";
import { afterEach, describe, expect, it } from "vitest";
import {
  addOptions,
  configJson,
  flagValues,
  KEYS,
  optionTable,
  resolveConfig,
  sessionChoices,
  showConfig,
} from "../src/config/index.ts";

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A home and a project of their own; `cwd` lies two folders below the project. */
function place(): { home: string; project: string; cwd: string } {
  const root = mkdtempSync(path.join(tmpdir(), "spatialclaw-config-"));
  folders.push(root);
  const cwd = path.join(root, "project", "a", "b");
  mkdirSync(cwd, { recursive: true });
  mkdirSync(path.join(root, "project", ".git"));
  mkdirSync(path.join(root, "home", ".config", "spatialclaw"), { recursive: true });
  return { home: path.join(root, "home"), project: path.join(root, "project"), cwd };
}

type Place = ReturnType<typeof place>;

const projectFile = ({ project }: Place) => path.join(project, "spatialclaw.json");
const userFile = ({ home }: Place) => path.join(home, ".config", "spatialclaw", "config.json");

function withProject(content: unknown): Place {
  const where = place();
  writeFileSync(projectFile(where), typeof content === "string" ? content : JSON.stringify(content));
  return where;
}

/** As the command line would say it. */
function flags(...args: string[]) {
  const command = addOptions(new Command("ask"))
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  return flagValues(command.parse(args, { from: "user" }).opts());
}

const env = {};

describe("precedence", () => {
  it("is flag, environment, project file, user file, default", () => {
    const where = place();
    const read = (sources: Parameters<typeof resolveConfig>[0] = {}) => {
      const { values, origins } = resolveConfig({ env, ...where, ...sources });
      return [values["limits.steps"], origins["limits.steps"]];
    };
    expect(read()).toEqual([30, { kind: "default" }]);
    writeFileSync(userFile(where), '{"limits": {"steps": 4}}');
    expect(read()).toEqual([4, { kind: "user", name: userFile(where) }]);
    writeFileSync(projectFile(where), '{"limits": {"steps": 3}}');
    expect(read()).toEqual([3, { kind: "project", name: projectFile(where) }]);
    const variable = { SPATIALCLAW_LIMITS_STEPS: "2" };
    expect(read({ env: variable })).toEqual([2, { kind: "environment", name: "SPATIALCLAW_LIMITS_STEPS" }]);
    expect(read({ env: variable, flags: flags("--max-steps", "1") })).toEqual([
      1,
      { kind: "flag", name: "--max-steps" },
    ]);
  });

  it("is decided for each option alone, and an empty variable counts as none", () => {
    const where = withProject({ model: "from-project", reflect: 2 });
    const { values } = resolveConfig({ ...where, env: { SPATIALCLAW_MODEL: "", SPATIALCLAW_REFLECT: "1" } });
    expect(values).toMatchObject({ model: "from-project", reflect: 1, interface: "code" });
  });

  it("takes the nearest project file, and none from above a folder with .git", () => {
    const where = withProject({ reflect: 1 });
    writeFileSync(path.join(where.cwd, "..", "spatialclaw.json"), '{"reflect": 2}');
    expect(resolveConfig({ ...where, env }).values.reflect).toBe(2);
    mkdirSync(path.join(where.cwd, ".git"));
    expect(resolveConfig({ ...where, env }).values.reflect).toBe(0);
  });

  it("looks for the user file where XDG_CONFIG_HOME says", () => {
    const where = place();
    const xdg = path.join(where.home, "xdg");
    mkdirSync(path.join(xdg, "spatialclaw"), { recursive: true });
    writeFileSync(path.join(xdg, "spatialclaw", "config.json"), '\uFEFF{"reflect": 3}');
    expect(resolveConfig({ ...where, env: { XDG_CONFIG_HOME: xdg } }).values.reflect).toBe(3);
  });
});

describe("flags", () => {
  it("cover the table, lists and texts add up, and --no- takes back", () => {
    const given = flags(
      "--omit-api",
      "np,vlm",
      "--omit-api",
      "show",
      "--prompt",
      "role=You.",
      "--prompt",
      "data=@d.md",
    );
    expect(given["api.omit"]).toEqual(["np", "vlm", "show"]);
    expect(given["prompts.replace"]).toEqual({ role: "You.", data: "@d.md" });
    const where = withProject({ planner: { checklist: true } });
    expect(resolveConfig({ ...where, env }).values["planner.checklist"]).toBe(true);
    const { values } = resolveConfig({ ...where, env, flags: flags("--no-checklist") });
    expect(values["planner.checklist"]).toBe(false);
    expect(flags("--max-tool-calls", "none")).toEqual({ "limits.toolCalls": null });
  });

  it.each([
    [["--max-steps", "0"], /expected a whole number above 0, got "0"/],
    [["--timeout", "soon"], /expected a number above 0, at most 604800, got "soon"/],
    [["--interface", "codes"], /expected one of code, single-pass/],
    [["--endpoint", "ftp://u:secret@h"], /expected an http\(s\) address or @file, got "ftp:\/\/\*\*\*@h"/],
    [["--prompt", "roll=x"], /there is no section "roll"; there are role/],
  ])("%j is refused", (args, message) => {
    expect(() => flags(...args)).toThrow(message);
  });
});

describe("files", () => {
  it("may hold ${NAME} for addresses and keys, and only there", () => {
    const where = withProject({ endpoint: { urls: "http://${HOST}/v1", key: "${KEY}" }, model: "${KEY}" });
    const { values } = resolveConfig({ ...where, env: { HOST: "box:8000", KEY: "s3cret" } });
    expect(values).toMatchObject({
      "endpoint.urls": ["http://box:8000/v1"],
      "endpoint.key": "s3cret",
      model: "${KEY}",
    });
  });

  it("have paths relative to themselves", () => {
    const where = withProject({
      model: "./m.json",
      out: "runs",
      "endpoint.urls": ["@urls.txt"],
      prompts: { replace: { role: "@role.md" } },
    });
    writeFileSync(path.join(where.project, "role.md"), "You measure.");
    const config = resolveConfig({ ...where, env });
    expect(config.values).toMatchObject({
      model: path.join(where.project, "m.json"),
      out: path.join(where.project, "runs"),
      "endpoint.urls": [`@${path.join(where.project, "urls.txt")}`],
    });
    expect(sessionChoices(config).prompts?.replace).toEqual({ role: "You measure." });
  });

  it.each<[string, unknown, RegExp]>([
    ["a comma too many", '{\n  "model": "x",\n}', /spatialclaw\.json is no JSON: line 3, column 1, at "}"/],
    ["a bare word", '{"model": nope}', /line 1, column 11, at "n"/],
    ["a missing end", '{"model": "x"', /line 1, column 14, at the end of the file/],
    ["an open text", '{"model": "x\n"}', /line 1, column 11, at "\\""/],
    ["more after the end", "{} {}", /line 1, column 4, at "{"/],
    ["an empty file", "", /line 1, column 1, at the end of the file/],
    ["a list", "[]", /expected an object of options/],
    ["an unknown key", { limits: { step: 3 } }, /there is no option "limits\.step"; did you mean limits\.steps\?/],
    ["a key without its group", { steps: 3 }, /there is no option "steps"; did you mean limits\.steps\?/],
    ["a strange key", { colourOfTheDoor: 1 }, /"colourOfTheDoor"; `spatialclaw config show` lists/],
    ["a group that is none", { limits: 3 }, /limits is a group; expected an object with steps, failures/],
    [
      "a wrong type",
      { limits: { steps: "3" } },
      /spatialclaw\.json: limits\.steps: expected a whole number above 0, got "3"/,
    ],
    ["a key twice", { limits: { steps: 3 }, "limits.steps": 4 }, /limits\.steps stands there twice/],
    [
      "an unset variable",
      { endpoint: { key: "${NOT_SET}" } },
      /endpoint\.key wants the environment variable "NOT_SET"/,
    ],
    ["an unknown section", { prompts: { omit: ["methods"] } }, /prompts\.omit: expected one of role/],
  ])("%s is one clear line", (_, content, message) => {
    const where = withProject(content);
    expect(() => resolveConfig({ ...where, env })).toThrow(message);
  });

  it("that cannot be read are one clear line", () => {
    const where = place();
    mkdirSync(projectFile(where));
    expect(() => resolveConfig({ ...where, env })).toThrow(/cannot read the configuration .*: it is a folder/);
  });

  it.skipIf(process.getuid?.() === 0)("that are forbidden are one clear line", () => {
    const where = withProject({});
    chmodSync(projectFile(where), 0);
    expect(() => resolveConfig({ ...where, env })).toThrow(/cannot read the configuration .*: permission denied/);
  });
});

describe("variables", () => {
  it.each<[Record<string, string>, RegExp]>([
    [{ SPATIALCLAW_LIMITS_STEPS: "many" }, /SPATIALCLAW_LIMITS_STEPS: expected a whole number above 0, got "many"/],
    [{ SPATIALCLAW_PLANNER_CHECKLIST: "maybe" }, /SPATIALCLAW_PLANNER_CHECKLIST: expected true or false, got "maybe"/],
    [{ OPENAI_BASE_URL: "localhost:8000" }, /OPENAI_BASE_URL: expected an http\(s\) address or @file/],
    [{ SPATIALCLAW_PROMPTS_REPLACE: '{"role": 1}' }, /SPATIALCLAW_PROMPTS_REPLACE: expected a text or @file for role/],
  ])("%j is refused by name", (variables, message) => {
    expect(() => resolveConfig({ ...place(), env: variables })).toThrow(message);
  });

  it("may list several endpoints", () => {
    const { values } = resolveConfig({ ...place(), env: { OPENAI_BASE_URL: "http://a/v1, http://b/v1" } });
    expect(values["endpoint.urls"]).toEqual(["http://a/v1", "http://b/v1"]);
  });
});

describe("what is shown", () => {
  const secret = { OPENAI_API_KEY: "sk-hidden-key", OPENAI_BASE_URL: "https://me:hidden@host/v1?token=hidden" };

  it("has every option and no secret", () => {
    const config = resolveConfig({ ...place(), env: secret });
    const text = showConfig(config, { origin: true });
    const json = JSON.stringify(configJson(config));
    for (const shown of [text, json]) {
      expect(shown).not.toContain("hidden-key");
      expect(shown).not.toContain("hidden@");
      expect(shown).not.toContain("=hidden");
      for (const key of KEYS) expect(shown).toContain(key);
    }
    expect(text).toMatch(/^endpoint\.key +set \(hidden\) +environment OPENAI_API_KEY$/m);
    expect(text).toMatch(/^endpoint\.urls +https:\/\/\*\*\*@host\/v1\?token=\*\*\* +environment OPENAI_BASE_URL$/m);
    expect(text).toMatch(/^limits\.steps +30 +default$/m);
  });

  it("has no secret in errors", () => {
    const where = withProject({ endpoint: { key: ["sk-hidden-key"] } });
    expect(() => resolveConfig({ ...where, env })).toThrow(/endpoint\.key: expected text, or none$/);
  });

  it("is what docs/configuration.md says", () => {
    const page = readFileSync(new URL("../../../docs/configuration.md", import.meta.url), "utf8");
    expect(page).toContain(`\n${optionTable()}\n`);
  });
});
