import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const BIN = path.join(import.meta.dirname, "../bin/spatialclaw.mjs");

let folder: string;
let file: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "spatialclaw-config-"));
  file = path.join(folder, "spatialclaw.json");
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function config(args: readonly string[], content: string, env: Readonly<Record<string, string>> = {}) {
  writeFileSync(file, content);
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, "config", ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, ...env },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

describe("spatialclaw config", () => {
  it("shows where each value comes from", () => {
    const env = { SPATIALCLAW_REFLECT: "1", OPENAI_API_KEY: "sk-never-shown" };
    const { status, stdout } = config(["show", "--origin", "--timeout", "60"], '{"limits": {"steps": 7}}', env);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^limits\.timeoutSec +60 +flag --timeout$/m);
    expect(stdout).toMatch(/^reflect +1 +environment SPATIALCLAW_REFLECT$/m);
    expect(stdout).toMatch(/^limits\.steps +7 +project file .*spatialclaw\.json$/m);
    expect(stdout).toMatch(/^interface +code +default$/m);
    expect(stdout).not.toContain("sk-never-shown");
  });

  it("shows the same to programs", () => {
    const { stdout } = config(["show", "--json"], '{"limits": {"steps": 7}}');
    const { options, files } = JSON.parse(stdout) as { options: object[]; files: object[] };
    expect(options).toContainEqual({ key: "limits.steps", value: 7, origin: { kind: "project", name: file } });
    expect(options).toContainEqual({ key: "endpoint.key", value: null, set: false, origin: { kind: "default" } });
    expect(files[0]).toEqual({ path: file, role: "project", found: true });
  });

  it("names the files that are looked at", () => {
    const { stdout } = config(["path"], "{}");
    const lines = stdout.trimEnd().split("\n");
    expect(lines[0]).toBe(`${file} (project file, read)`);
    expect(lines.at(-1)).toBe(`${path.join(folder, ".config/spatialclaw/config.json")} (user file, not there)`);
  });

  it.each<[string, readonly string[], string, Readonly<Record<string, string>>, RegExp]>([
    ["a broken file", ["show"], '{"model": ', {}, /^spatialclaw: .*spatialclaw\.json is no JSON: line 1, column 11/],
    ["an unknown key", ["show"], '{"modle": 1}', {}, /^spatialclaw: .*"modle"; did you mean model\?/],
    ["a variable", ["show"], "{}", { SPATIALCLAW_RETRIES: "x" }, /^spatialclaw: .*SPATIALCLAW_RETRIES: expected/],
    ["a flag", ["show", "--retries", "x"], "{}", {}, /^spatialclaw: option '--retries <n>' .*expected a whole number/],
  ])("ends with one line and exit code 2 for %s", (_, args, content, env, message) => {
    const { status, stdout, stderr } = config(args, content, env);
    expect({ status, stdout, lines: stderr.trimEnd().split("\n").length }).toEqual({ status: 2, stdout: "", lines: 1 });
    expect(stderr).toMatch(message);
  });
});
