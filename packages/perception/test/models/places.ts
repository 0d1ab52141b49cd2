import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { COMMIT, type Hub, type HubFile, sha256 } from "../../../hub/test/hub.ts";
import { type Places, placesFrom } from "../../src/models/index.ts";
import type { Manifest } from "../../src/onnx/manifest/index.ts";
import { manifestOf, PAIRS } from "../onnx/bundles.ts";
import { doubler, withData } from "../onnx/graphs.ts";

/** The data of the graph: two floats, and enough after them to be cut. */
export const DATA = new Uint8Array(300_000);
DATA.set(new Uint8Array(Float32Array.of(10, 20).buffer));

export const GRAPH = withData("g.data");

/** A repository with a graph, its data in a large file, and a small text. */
export const FILES: Readonly<Record<string, HubFile>> = {
  "acme/tiny/onnx/g.onnx": { content: GRAPH, large: true },
  "acme/tiny/onnx/g.data": { content: DATA, large: true },
  "acme/tiny/words.txt": { content: new TextEncoder().encode("words") },
  "plain/v1/g.onnx": { content: doubler, large: true },
};

export interface TinyOptions {
  /** Whether the manifest names hashes and the commit. */
  readonly pinned?: boolean;
  readonly more?: Partial<Manifest>;
}

/** A model of the repository above. */
export function tinyManifest({ pinned = true, more = {} }: TinyOptions = {}): Manifest {
  const hash = (content: Uint8Array) => ({ sha256: pinned ? sha256(content) : null });
  return manifestOf(
    {
      anyview: {
        file: "onnx/g.onnx",
        ...hash(GRAPH),
        externalData: [{ path: "g.data", ...hash(DATA) }],
        ...PAIRS,
      },
    },
    {
      source: { repo: "acme/tiny", revision: pinned ? COMMIT : null },
      tokenizer: {
        file: "words.txt",
        kind: "clip-bpe",
        contextLength: 32,
        bos: 1,
        eos: 2,
        pad: 0,
        lowercase: true,
        maskMeaning: "1=valid",
      },
      ...more,
    },
  );
}

/** Everything below one folder, the manifest as well. */
export interface Home {
  readonly places: Places;
  readonly env: Readonly<Record<string, string>>;
  /** The manifest's path: what pull and a job's `model` take. */
  readonly model: string;
  readonly snapshot: string;
}

export function homeIn(
  folder: string,
  hub: Hub,
  manifest = tinyManifest(),
  more: Readonly<Record<string, string>> = {},
): Home {
  const env = {
    HF_HOME: path.join(folder, "hf"),
    SPATIALCLAW_MODELS: path.join(folder, "models"),
    HF_ENDPOINT: hub.url,
    ...more,
  };
  const model = path.join(folder, "manifests", `${manifest.id}.json`);
  mkdirSync(path.dirname(model), { recursive: true });
  writeFileSync(model, JSON.stringify(manifest));
  const snapshot = path.join(folder, "hf", "hub", "models--acme--tiny", "snapshots", COMMIT);
  return { places: placesFrom(env, folder), env, model, snapshot };
}

/** Pulls in a process of its own. @param shell What comes before `exec node`: limits. */
export function pullInProcess({ env, model }: Home, shell = ""): Promise<string> {
  const script = path.join(import.meta.dirname, "pull-process.ts");
  const child = spawn("sh", ["-c", `${shell} exec "$0" "$@"`, process.execPath, script, model], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk;
  });
  return new Promise((resolve) => child.once("close", () => resolve(output)));
}

/** Whether some unfinished download below a folder has so many bytes. */
export function hasDraft(folder: string, bytes: number): boolean {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".incomplete"),
  );
  return files.some((name) => statSync(path.join(folder, name)).size === bytes);
}
