import { cpSync, globSync } from "node:fs";
import path from "node:path";
import { BuildError, PACKAGE, ROOT } from "./layout.ts";

/**
 * Every source file that knows its own place (`import.meta.url`), and what it reads relative to it. In the package
 * such a file still believes that it lies where its source lies, so its assets keep their paths too.
 * The build fails for a file that is missing here, and for one that has no more business here.
 */
export const READERS: Readonly<Record<string, { readonly why: string; readonly assets: readonly string[] }>> = {
  "packages/agent/src/chat/model-file.ts": {
    why: "the shipped model files",
    assets: ["models/chat/*.json"],
  },
  "packages/agent/src/prompts/prompt.ts": {
    why: "the words that models read",
    assets: ["prompts/**/*.md"],
  },
  "packages/bench/src/benchmark/open.ts": {
    why: "what is known of the benchmarks without code",
    assets: ["bench/datasets/*.json", "packages/bench/src/synth/benchmark/synth.json"],
  },
  "packages/bench/src/data/readers/unpacked.ts": {
    why: "starts dist/unpack-worker.js",
    assets: [],
  },
  "packages/bench/src/run/published.ts": {
    why: "published numbers",
    assets: ["bench/published/*.json"],
  },
  "packages/bench/src/synth/benchmark/store.ts": {
    why: "starts dist/synth-worker.js",
    assets: [],
  },
  "packages/bench/src/synth/benchmark/wording.ts": {
    why: "the wordings of synth's questions",
    assets: ["packages/bench/src/synth/benchmark/wordings.json"],
  },
  "packages/cli/src/version.ts": {
    why: "--version; build.ts writes this package.json, without the workspace's dependencies",
    assets: [],
  },
  "packages/cli/src/commands/demo.ts": {
    why: "the capture that the demo asks about",
    assets: ["test/fixtures/room/**/*.*"],
  },
  "packages/cli/src/doctor/kernel.ts": {
    why: "resolves isolated-vm",
    assets: [],
  },
  "packages/kernel/src/checker/typescript.ts": {
    why: "resolves the compiler",
    assets: [],
  },
  "packages/kernel/src/process/host.ts": {
    why: "starts the kernel process from plain JavaScript, which reads its bootstrap as text",
    assets: ["packages/kernel/src/process/*.{cjs,js}"],
  },
  "packages/media/src/draw/canvas.ts": {
    why: "resolves the package that brings the font",
    assets: [],
  },
  "packages/perception/src/models/catalogue.ts": {
    why: "the manifests of the models, and what comes with them",
    assets: ["models/*.json", "models/tokenizer/*"],
  },
  "packages/perception/src/onnx/runtime/providers/cuda.ts": {
    why: "resolves onnxruntime-node",
    assets: [],
  },
  "packages/perception/src/onnx/runtime/providers/probe.ts": {
    why: "starts dist/perception-probe.js",
    assets: [],
  },
  "packages/perception/src/onnx/runtime/worker-thread.ts": {
    why: "starts dist/perception-worker.js",
    assets: [],
  },
  "packages/report/src/asset.ts": {
    why: "styles and scripts of pages",
    assets: ["packages/report/src/**/*.{css,js}"],
  },
  "packages/report/src/client-script.ts": {
    why: "finds the page's script that build.ts writes to packages/report/dist/client.js",
    assets: [],
  },
  "packages/workspace/src/api/files.ts": {
    why: "the cell API, for checker and prompt",
    assets: ["packages/workspace/api/*.d.ts"],
  },
  "packages/workspace/src/guest-bundle.ts": {
    why: "finds the guest script that build.ts writes to packages/workspace/dist/guest.js",
    assets: [],
  },
};

/** Fails unless exactly the listed files of the bundle know their own place. */
export function checkReaders(found: ReadonlySet<string>): void {
  for (const file of found)
    if (!READERS[file]) throw new BuildError(`${file} uses import.meta.url; list it and what it reads in ${ME}`);
  for (const file of Object.keys(READERS))
    if (!found.has(file)) throw new BuildError(`no ${file} with import.meta.url is in the bundle; drop it from ${ME}`);
}

/** Copies all assets to the same paths in the package. */
export function copyAssets(): void {
  for (const [reader, { assets }] of Object.entries(READERS)) {
    for (const pattern of assets) {
      const files = globSync(pattern, { cwd: ROOT });
      if (files.length === 0) throw new BuildError(`${pattern}, which ${reader} reads, matches no file (${ME})`);
      for (const file of files) cpSync(path.join(ROOT, file), path.join(PACKAGE, file));
    }
  }
}

const ME = "packages/cli/build/assets.ts";
