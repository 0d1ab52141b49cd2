import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { installCuda } from "../../src/onnx/runtime/index.ts";
import { scratch } from "./bundles.ts";

const here = process.platform === "linux" && process.arch === "x64";

/** A package whose installer does what it is told. */
function packageIn(folder: string, installer: string): string {
  mkdirSync(path.join(folder, "script"), { recursive: true });
  mkdirSync(path.join(folder, "bin/napi-v6/linux/x64"), { recursive: true });
  writeFileSync(path.join(folder, "script/install.js"), installer);
  return folder;
}

const WRITES = `
  const fs = require("node:fs");
  console.log("Extracting");
  for (const name of ["shared", "cuda"])
    fs.writeFileSync("bin/napi-v6/linux/x64/libonnxruntime_providers_" + name + ".so", process.env.ONNXRUNTIME_NODE_INSTALL);`;

describe.runIf(here)("models cuda", () => {
  it("runs the installer that came with onnxruntime-node, once, and tries the GPU", async () => {
    using folder = scratch();
    const lines: string[] = [];
    const options = {
      folder: packageIn(folder.path, WRITES),
      onLine: (line: string) => lines.push(line),
      check: async () => ({ works: true, reason: "" }),
    };
    expect(await installCuda(options)).toEqual({ folder: folder.path, fetched: true });
    expect(lines).toEqual(["Extracting"]);
    const library = path.join(folder.path, "bin/napi-v6/linux/x64/libonnxruntime_providers_cuda.so");
    expect(readFileSync(library, "utf8")).toBe("true");
    expect(await installCuda(options)).toEqual({ folder: folder.path, fetched: false });
    const check = async () => ({ works: false, reason: "the library libcudnn.so.9 is missing" });
    await expect(installCuda({ ...options, check })).rejects.toThrow(
      /libcudnn\.so\.9 is missing; install CUDA 12 with cuDNN 9.*LD_LIBRARY_PATH/,
    );
  });

  it.each([
    [
      'throw new Error("getaddrinfo ENOTFOUND")',
      /could not fetch the CUDA libraries: Error: getaddrinfo ENOTFOUND; it wants the network/,
    ],
    ["process.exit(5)", /could not fetch the CUDA libraries: exit code 5/],
    ["", /ended in order, but libonnxruntime_providers_shared\.so and .*cuda\.so are not there/],
  ])("says what went wrong: %s", async (installer, message) => {
    using folder = scratch();
    await expect(installCuda({ folder: packageIn(folder.path, installer) })).rejects.toThrow(message);
  });
});
