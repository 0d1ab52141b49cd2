"""Exports a module to ONNX, cleans the file, and compares it with PyTorch in onnxruntime."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
import torch
from torch import Tensor, nn

TOLERANCE = 1e-4
"""Largest difference, relative to the largest absolute value of a tensor (at least 1)."""

EXTERNAL_FROM = 1_500_000_000
"""Graphs of more bytes keep their weights in a file beside them (protobuf ends at 2 GB)."""


@dataclass
class Graph:
    """One graph to export: the module, example inputs by name, and which axes are dynamic."""

    file: str
    module: nn.Module
    inputs: dict[str, Tensor]
    outputs: list[str]
    dynamic: dict[str, dict[int, str]] = field(default_factory=dict)
    exporter: str = "dynamo"
    checks: list[dict[str, Tensor]] = field(default_factory=list)
    """More inputs, of other shapes where axes are dynamic, to compare with."""


def run_torch(module: nn.Module, inputs: dict[str, Tensor]) -> list[Tensor]:
    """Runs the module as the exporter does: positional inputs, no gradients, copies so that nothing is shared."""
    with torch.no_grad():
        out = module(*[value.clone() for value in inputs.values()])
    return [out] if isinstance(out, Tensor) else list(out)


def export(graph: Graph, folder: Path) -> Path:
    """Writes the graph and verifies it; raises when onnxruntime and PyTorch differ."""
    graph.module.eval()
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / graph.file
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        (_export_dynamo if graph.exporter == "dynamo" else _export_legacy)(graph, target)
    _tidy(target)
    verify(graph, target)
    return target


def _export_legacy(graph: Graph, target: Path) -> None:
    axes = {name: dims for name, dims in graph.dynamic.items()}
    torch.onnx.export(
        graph.module,
        tuple(graph.inputs.values()),
        str(target),
        input_names=list(graph.inputs),
        output_names=graph.outputs,
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def _export_dynamo(graph: Graph, target: Path) -> None:
    shapes = tuple(
        {axis: torch.export.Dim.DYNAMIC for axis in graph.dynamic.get(name, {})} or None for name in graph.inputs
    )
    torch.onnx.export(
        graph.module,
        tuple(graph.inputs.values()),
        str(target),
        input_names=list(graph.inputs),
        output_names=graph.outputs,
        dynamic_shapes=shapes,
        opset_version=18,
        dynamo=True,
        external_data=False,
        verbose=False,
    )


def _tidy(target: Path) -> None:
    """Drops traces of the exporter (paths of this machine among them) and writes big weights beside the graph."""
    model = onnx.load(str(target))
    _strip(model)
    big = model.ByteSize() > EXTERNAL_FROM
    data = f"{target.name}.data"
    onnx.save_model(model, str(target), save_as_external_data=big, location=data if big else None)


def _strip(model: onnx.ModelProto) -> None:
    model.doc_string = ""
    del model.metadata_props[:]
    _strip_graph(model.graph)
    for function in model.functions:
        function.doc_string = ""
        del function.metadata_props[:]
        for node in function.node:
            _strip_node(node)


def _strip_graph(graph: onnx.GraphProto) -> None:
    graph.doc_string = ""
    graph.name = "graph"
    del graph.metadata_props[:]
    del graph.value_info[:]
    for item in [*graph.input, *graph.output, *graph.initializer]:
        item.doc_string = ""
        del item.metadata_props[:]
    for node in graph.node:
        _strip_node(node)


def _strip_node(node: onnx.NodeProto) -> None:
    node.doc_string = ""
    node.name = ""
    del node.metadata_props[:]
    for attribute in node.attribute:
        if attribute.type == onnx.AttributeProto.GRAPH:
            _strip_graph(attribute.g)


def halve(target: Path, shape: tuple[int, ...]) -> None:
    """Stores the one float32 weight of this shape as float16 with a Cast behind it."""
    model = onnx.load(str(target))
    found = [i for i in model.graph.initializer if tuple(i.dims) == shape and i.data_type == onnx.TensorProto.FLOAT]
    if len(found) != 1:
        raise SystemExit(f"{target.name}: expected one float32 weight of shape {shape}, found {len(found)}")
    name = found[0].name
    half = onnx.numpy_helper.from_array(onnx.numpy_helper.to_array(found[0]).astype(np.float16), f"{name}_half")
    model.graph.initializer.remove(found[0])
    model.graph.initializer.append(half)
    model.graph.node.insert(0, onnx.helper.make_node("Cast", [half.name], [name], to=onnx.TensorProto.FLOAT))
    onnx.save_model(model, str(target))


def session(target: Path) -> ort.InferenceSession:
    """A CPU session with basic optimisations, as the tests compare."""
    options = ort.SessionOptions()
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.log_severity_level = 3
    return ort.InferenceSession(str(target), options, providers=["CPUExecutionProvider"])


def run_onnx(target: Path, inputs: dict[str, Tensor]) -> list[np.ndarray]:
    """Runs a graph once."""
    runner = session(target)
    wanted = {i.name for i in runner.get_inputs()}
    if wanted != set(inputs):
        raise SystemExit(f"{target.name}: the graph wants {sorted(wanted)}, the module has {sorted(inputs)}")
    return runner.run(None, {name: value.numpy() for name, value in inputs.items()})


def difference(a: np.ndarray, b: np.ndarray) -> float:
    """Largest absolute difference relative to the largest absolute value of b, at least 1."""
    if a.shape != b.shape:
        return float("inf")
    if b.size == 0:
        return 0.0
    a, b = a.astype(np.float64), b.astype(np.float64)
    return float(np.abs(a - b).max() / max(1.0, np.abs(b).max()))


def verify(graph: Graph, target: Path) -> None:
    """Compares all outputs on all inputs; ends the program when one is too far off."""
    worst = 0.0
    for inputs in [graph.inputs, *graph.checks]:
        expected = run_torch(graph.module, inputs)
        for name, got, want in zip(graph.outputs, run_onnx(target, inputs), expected, strict=True):
            off = difference(got, want.numpy())
            worst = max(worst, off)
            if not off <= TOLERANCE:
                shapes = {key: list(value.shape) for key, value in inputs.items()}
                raise SystemExit(f"{target.name}: {name} is off by {off:.2e}, more than {TOLERANCE}, for {shapes}")
    print(f"  {target.name}: {target.stat().st_size / 1e6:.2f} MB, off by {worst:.1e} at most ({graph.exporter})")
