import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Manifest, RoleSpec } from "../../src/onnx/manifest/index.ts";

/** A folder that is gone at the end of the scope. */
export function scratch(name = "spatialclaw-models-"): { readonly path: string } & Disposable {
  const folder = mkdtempSync(path.join(tmpdir(), name));
  return { path: folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

const PAIR = { dtype: "float32", dims: ["n", 2] } as const;

/** x -> y, both of pairs. */
export const PAIRS: Pick<RoleSpec, "inputs" | "outputs"> = {
  inputs: { x: { name: "x", ...PAIR } },
  outputs: { y: { name: "y", ...PAIR } },
};

export function manifestOf(roles: Manifest["roles"], more: Partial<Manifest> = {}): Manifest {
  return {
    format: "onnx-bundle/1",
    id: "tiny",
    family: "da3",
    license: { spdx: "Apache-2.0", upstream: "made for a test", commercial: true },
    roles,
    image: {
      channelOrder: "rgb",
      range: "0..1",
      layout: "BCHW",
      inGraph: false,
      resize: { policy: "stretch", size: [14, 14], filter: "bilinear" },
    },
    ...more,
  };
}

/** Writes a bundle into a folder. @returns what a job's `model` takes. */
export function writeBundle(folder: string, manifest: Manifest, files: Readonly<Record<string, Uint8Array>>): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "onnx-bundle.json"), JSON.stringify(manifest));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

/** A bundle with one graph as `anyview`. */
export function oneGraph(
  folder: string,
  graph: Uint8Array,
  spec: Partial<RoleSpec> = {},
  more: Partial<Manifest> = {},
) {
  const role: RoleSpec = { file: "graph.onnx", ...PAIRS, ...spec };
  return writeBundle(folder, manifestOf({ anyview: role }, more), { "graph.onnx": graph });
}
