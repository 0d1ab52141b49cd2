import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const BIN = path.join(import.meta.dirname, "../bin/spatialclaw.mjs");

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "spatialclaw-models-command-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As a user would, without network: the endpoint is this machine's port 9. */
function models(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, "models", ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, HF_ENDPOINT: "http://127.0.0.1:9", ...env },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

describe("spatialclaw models", () => {
  it("lists what there is, for people and for programs, and writes nothing", () => {
    const { status, stdout } = models(["list"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^da3-small +Apache-2\.0 .*pinned +not here$/m);
    expect(stdout).toMatch(/^da3-large +CC-BY-NC-4\.0 \(non-commercial\)/m);
    expect(stdout).toMatch(/^sam3-pcs .* to be exported$/m);
    const { models: found } = JSON.parse(models(["list", "--json"]).stdout);
    expect(found).toContainEqual(
      expect.objectContaining({ name: "sam3-tracker", family: "sam3-pvs", state: "absent", hashes: "pinned" }),
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it("asks for consent by the flag where nobody can be asked", () => {
    const { status, stdout, stderr } = models(["pull", "da3-large"]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^spatialclaw: da3-large: CC BY-NC 4\.0 \(CC-BY-NC-4\.0\), no commercial use/);
    expect(stderr).toMatch(/add --accept-licence CC-BY-NC-4\.0$/m);
  });

  it("says in one line what stands in the way", () => {
    const offline = models(["pull", "da3-small"], { HF_HUB_OFFLINE: "1" });
    expect(offline).toMatchObject({ status: 4, stderr: expect.stringMatching(/HF_HUB_OFFLINE forbids fetching/) });
    expect(models(["rm", "da3-small"])).toMatchObject({ status: 0, stdout: "da3-small: 0.0 MB freed\n" });
  });

  it("verifies what is here", () => {
    const own = path.join(folder, "store", "sam3-pcs");
    mkdirSync(own, { recursive: true });
    writeFileSync(path.join(own, "decoder.onnx"), "no graph");
    const { status, stdout } = models(["verify", "sam3-pcs"], { SPATIALCLAW_MODELS: path.join(folder, "store") });
    expect(status).toBe(4);
    expect(stdout).toMatch(/^sam3-pcs: .*vision-encoder\.onnx is missing$/m);
  });
});
