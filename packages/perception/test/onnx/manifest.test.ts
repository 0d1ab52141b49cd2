import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { shippedNames } from "../../src/models/catalogue.ts";
import { bundleFiles, checkManifest, readManifest } from "../../src/onnx/manifest/index.ts";
import { PROBE_GRAPH } from "../../src/onnx/runtime/providers/probe-graph.ts";
import { manifestOf, PAIRS, scratch } from "./bundles.ts";
import { probeGraph } from "./probe-graph.ts";

const MODELS = path.join(import.meta.dirname, "../../../../models");
const FIXTURES = path.join(import.meta.dirname, "../../../../test/fixtures/onnx");

/** A manifest in which everything is right, as JSON that can be spoilt. */
function right(): Record<string, unknown> {
  const role = { file: "a/g.onnx", externalData: [{ path: "g.data" }], ...PAIRS };
  return JSON.parse(JSON.stringify(manifestOf({ anyview: role }, { source: { repo: "acme/tiny" } })));
}

/** Sets what a path like `roles.anyview.file` leads to. */
function spoilt(at: string, value: unknown): unknown {
  const json = right();
  const names = at.split(".");
  const last = names.pop() as string;
  const parent = names.reduce((inner, name) => inner[name] as Record<string, unknown>, json);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return json;
}

describe("manifests", () => {
  it.each(shippedNames())("%s.json is in order, and named as its file", (name) => {
    const { manifest, warnings } = readManifest(path.join(MODELS, `${name}.json`));
    expect({ id: manifest.id, warnings }).toEqual({ id: name, warnings: [] });
  });

  it("of the fixtures are in order, too", () => {
    const files = readdirSync(FIXTURES, { recursive: true, encoding: "utf8" }).filter((file) =>
      /onnx-bundle\.json$/.test(file),
    );
    for (const file of files) expect(readManifest(path.join(FIXTURES, file)).warnings).toEqual([]);
  });

  it("have no problems when everything is right, and warnings for what nobody knows", () => {
    expect(checkManifest(right())).toEqual({ problems: [], warnings: [] });
    expect(checkManifest(spoilt("roles.anyview.colour", "red"))).toEqual({
      problems: [],
      warnings: ["roles.anyview.colour: unknown, left alone"],
    });
  });

  it.each([
    ["format", "onnx-bundle/2", 'format: expected one of onnx-bundle/1, got "onnx-bundle/2"'],
    ["id", "../up", "id: expected a name of letters, digits, '.', '_', '+' and '-', got \"../up\""],
    ["family", "sam2", 'family: expected one of da3, sam3-pcs, sam3-pvs, sam3-video, got "sam2"'],
    ["family", "sam3-pcs", "roles: sam3-pcs wants visionEncoder + textEncoder + decoder, got anyview"],
    ["license", undefined, "license: expected an object, got nothing"],
    ["license.commercial", "yes", 'license.commercial: expected true or false, got "yes"'],
    ["source", { repo: "tiny" }, 'source.repo: expected owner/name, got "tiny"'],
    [
      "source",
      { repo: "a/b", revision: "main" },
      'source.revision: expected 40 hexadecimal digits or null, got "main"',
    ],
    ["source", { path: "x" }, 'source: expected an object with repo, url, export or shipped, got {"path":"x"}'],
    ["roles.main", {}, "roles.main: no such name; there are anyview, metric,"],
    [
      "roles.anyview.file",
      "../g.onnx",
      'roles.anyview.file: expected a relative path with forward slashes and without "..", got "../g.onnx"',
    ],
    ["roles.anyview.file", "C:\\g.onnx", "roles.anyview.file: expected a relative path"],
    [
      "roles.anyview.sha256",
      "abc",
      'roles.anyview.sha256: expected 64 lower-case hexadecimal digits or null, got "abc"',
    ],
    [
      "roles.anyview.externalData",
      [{ path: "/etc/passwd" }],
      "roles.anyview.externalData[0].path: expected a relative path",
    ],
    [
      "roles.anyview.inputs.x.dtype",
      "float",
      "roles.anyview.inputs.x.dtype: expected one of float32, float16, float64,",
    ],
    ["roles.anyview.inputs.x.dims", [1, -2], "roles.anyview.inputs.x.dims[1]: expected a whole number from 0, got -2"],
    ["roles.anyview.inputs.x.absent", "zero", 'roles.anyview.inputs.x.absent: expected one of omit, empty, got "zero"'],
    ["roles.anyview.inputs.x.absent", { fill: 0 }, "roles.anyview.inputs.x.absent.dims: expected a list, got nothing"],
    ["roles.anyview.inputs.z", { name: "x", dtype: "float32" }, 'roles.anyview.inputs.z.name: "x" is already x'],
    ["image.resize.size", undefined, "image.resize.size: expected for the policy stretch, got nothing"],
    ["image.resize.size", 504, "image.resize.size: expected [width, height] for the policy stretch, got 504"],
    ["image.mean", [0, 1], "image.mean: expected a list of 3, got [0,1]"],
    ["runtime", { providers: ["tensorrt"] }, 'runtime.providers[0]: expected one of cuda, webgpu, cpu, got "tensorrt"'],
  ])("name the place of what is wrong: %s %j", (at, value, problem) => {
    const { problems } = checkManifest(spoilt(at, value));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });

  it("are read with one line for what is wrong, whatever the file holds", () => {
    using folder = scratch();
    const file = path.join(folder.path, "m.json");
    const reading = (text: string) => {
      writeFileSync(file, text);
      return () => readManifest(file);
    };
    expect(reading("{")).toThrow(/m\.json is no JSON/);
    expect(reading("[]")).toThrow(/m\.json: the manifest: expected an object, got \[\]/);
    expect(reading("{}")).toThrow(/m\.json: format: expected .* \(and \d+ more\)$/);
    expect(() => readManifest(path.join(folder.path, "none.json"))).toThrow(/cannot read the model manifest .*ENOENT/);
  });

  it("tell all files of a bundle, the data beside its graph, each once", () => {
    const role = { file: "onnx/g.onnx", externalData: [{ path: "g.data" }], ...PAIRS };
    const other = { ...role, source: { url: "https://example.org/releases/tag/v1" } };
    const manifest = manifestOf({ anyview: role, metric: other, decoder: role }, { source: { repo: "acme/tiny" } });
    expect(bundleFiles(manifest).map(({ path: at, source }) => [at, source && "repo" in source])).toEqual([
      ["onnx/g.onnx", true],
      ["onnx/g.data", true],
      ["onnx/g.onnx", false],
      ["onnx/g.data", false],
    ]);
  });
});

describe("the graph that tries a provider", () => {
  it("is what its comment says", () => {
    expect(Buffer.from(PROBE_GRAPH)).toEqual(Buffer.from(probeGraph));
  });
});
