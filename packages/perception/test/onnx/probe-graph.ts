import { constant, model, node, value } from "./model.ts";

/** The graph of src/onnx/runtime/providers/probe-graph.ts: each value twice, by a convolution, so that cuDNN is needed. */
export const probeGraph = model({
  nodes: [node("Conv", ["x", "w"], ["y"], { ints: { kernel_shape: [1, 1] } })],
  inputs: [value("x", "float32", [1, 1, 2, 2])],
  outputs: [value("y", "float32", [1, 1, 2, 2])],
  constants: [constant("w", "float32", [1, 1, 1, 1], Float32Array.of(2))],
});
