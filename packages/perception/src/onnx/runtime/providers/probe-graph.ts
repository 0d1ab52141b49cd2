/** An ONNX file: a 1x1 convolution that doubles its input. test/onnx/probe-graph.ts writes it out. */
export const PROBE_GRAPH = new Uint8Array(
  Buffer.from(
    "CAg6fgomCgF4CgF3EgF5IgRDb252KhUKDGtlcm5lbF9zaGFwZUABQAGgAQcSBWdyYXBoKhMIAQgBCAEIARABQgF3SgQAAABAWhsKAXgSFgoUCAESEAoCCAEKAggBCgIIAgoCCAJiGwoBeRIWChQIARIQCgIIAQoCCAEKAggCCgIIAkICEBE=",
    "base64",
  ),
);
