// A process of its own: node probe-process.ts <provider>. Writes a ProbeResult as JSON.
import type { Tensor } from "onnxruntime-node";
import { loadOrt } from "../ort.ts";
import { firstLine } from "../ort-errors.ts";
import type { ProbeResult } from "./probe.ts";
import { PROBE_GRAPH } from "./probe-graph.ts";

async function tried(provider: string): Promise<ProbeResult> {
  try {
    const ort = await loadOrt();
    // The errors are for the parent to read.
    ort.env.logLevel = "error";
    const session = await ort.InferenceSession.create(PROBE_GRAPH, { executionProviders: [provider, "cpu"] });
    const x = new ort.Tensor("float32", Float32Array.of(1, 2, 3, 4), [1, 1, 2, 2]);
    const { y } = await session.run({ x });
    const sum = ((y as Tensor).data as Float32Array).reduce((total, value) => total + value, 0);
    return sum === 20
      ? { works: true, reason: "" }
      : { works: false, reason: `it calculates wrong: ${sum} instead of 20` };
  } catch (error) {
    return { works: false, reason: reasonOf(firstLine(error)) };
  }
}

/** What onnxruntime says, without the places in its sources. */
function reasonOf(line: string): string {
  const adapter = /Failed to get a WebGPU adapter: (.*)/.exec(line)?.[1];
  return adapter ? `there is no GPU that it can use (${adapter})` : line;
}

process.stdout.write(JSON.stringify(await tried(process.argv[2] as string)));
