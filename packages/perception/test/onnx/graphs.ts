import { constant, graph, model, node, value } from "./model.ts";

const SIDE = 256;

/** Twice its input. */
export const doubler = model({
  nodes: [node("Add", ["x", "x"], ["y"])],
  inputs: [value("x", "float32", ["n", 2])],
  outputs: [value("y", "float32", ["n", 2])],
});

/** Adds constants that lie in a file beside the graph: two floats. */
export const withData = (file: string) =>
  model({
    nodes: [node("Add", ["x", "w"], ["y"])],
    inputs: [value("x", "float32", ["n", 2])],
    outputs: [value("y", "float32", ["n", 2])],
    constants: [constant("w", "float32", [2], file)],
  });

/** Takes about 3 ms a time, as often as asked: multiplies a matrix of 256 x 256. */
export const slow = model({
  nodes: [
    node("Loop", ["times", "", "x"], ["y"], {
      body: graph({
        nodes: [node("MatMul", ["in", "w"], ["out"]), node("Identity", ["go"], ["goes"])],
        inputs: [value("i", "int64", []), value("go", "bool", []), value("in", "float32", [SIDE, SIDE])],
        outputs: [value("goes", "bool", []), value("out", "float32", [SIDE, SIDE])],
      }),
    }),
  ],
  inputs: [value("times", "int64", []), value("x", "float32", [SIDE, SIDE])],
  outputs: [value("y", "float32", [SIDE, SIDE])],
  constants: [constant("w", "float32", [SIDE, SIDE], new Float32Array(SIDE * SIDE).fill(1 / SIDE))],
});

/** The logarithm: NaN for what is below zero. */
export const logarithm = model({
  nodes: [node("Log", ["x"], ["y"])],
  inputs: [value("x", "float32", ["n", 2])],
  outputs: [value("y", "float32", ["n", 2])],
});

/** Whole numbers doubled, truths turned round, floats as they are. */
export const mixed = model({
  nodes: [node("Add", ["i", "i"], ["j"]), node("Not", ["b"], ["c"]), node("Identity", ["x"], ["y"])],
  inputs: [value("i", "int64", ["n", 2]), value("b", "bool", ["n"]), value("x", "float32", ["n", "m"])],
  outputs: [value("j", "int64", ["n", 2]), value("c", "bool", ["n"]), value("y", "float32", ["n", "m"])],
});

/** Half floats at its edges, doubled. */
export const halves = model({
  nodes: [node("Add", ["x", "x"], ["y"])],
  inputs: [value("x", "float16", ["n", 2])],
  outputs: [value("y", "float16", ["n", 2])],
});
