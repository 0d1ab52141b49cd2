// A process of its own for process.test.ts: node process.ts <how> <slow bundle>.
import { createOnnxRuntime } from "../../src/onnx/runtime/runtime.ts";

const [how, model = ""] = process.argv.slice(2);
const runtime = createOnnxRuntime({ provider: "cpu" });
const x = { data: new Float32Array(256 * 256), dims: [256, 256] };
const run = (times: number) =>
  runtime.submit({
    model,
    task: "graph",
    input: { role: "anyview", feeds: { times: { data: [times], dims: [] }, x } },
  });

await run(1);
console.log("ran");
if (how === "exit" || how === "end") {
  run(2500).catch(() => {});
  // Now the worker is inside the run, or about to be.
  await new Promise((resolve) => setTimeout(resolve, 150));
  if (how === "exit") process.exit(3);
  process.exitCode = 4;
  await runtime.close();
  console.log("closed");
}
