"""Exports networks with Depth Anything 3's contract and writes the manifest; what tiny and full export share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from lib.bundle import role
from lib.onnxio import Graph, export

DEPTH = {"depth": "depth", "confidence": "depth_conf"}
CAMERA = {"extrinsics": "extrinsics", "intrinsics": "intrinsics"}
CODE = {"camera": "pose_enc"}


def pictures(views: int, height: int, width: int, seed: int = 0) -> Tensor:
    """Smooth random views, roughly as normalised pictures are."""
    draw = torch.Generator().manual_seed(seed)
    small = torch.randn(views, 3, height // 7, width // 7, generator=draw)
    return nn.functional.interpolate(small, size=(height, width), mode="bilinear", align_corners=False)[None]


def anyview_role(network: nn.Module, out: Path, file: str, size: tuple[int, int], decoded: bool, exporter: str) -> dict[str, Any]:
    """size: height, width. N is dynamic."""
    names = DEPTH | (CAMERA if decoded else CODE)
    outputs = list(names.values())
    axes = {"image": {1: "N"}} | {name: {1: "N"} for name in outputs}
    checks = [{"image": pictures(n, *size, seed=n)} for n in (1, 2, 5)]
    export(Graph(file, network, {"image": pictures(3, *size)}, outputs, axes, exporter, checks), out)
    shapes = {"depth": size, "confidence": size, "extrinsics": (3, 4), "intrinsics": (3, 3), "camera": (9,)}
    activations = {"depth": "exp", "confidence": "exp+1"}
    found = {key: {"dims": [1, "N", *shapes[key]]} for key in names}
    for key, activation in activations.items():
        found[key]["activation"] = activation
    return role(out, file, {"image": "image"}, names, {"image": {"dims": [1, "N", 3, *size]}}, found)


def selector_role(network: nn.Module, out: Path, file: str, size: tuple[int, int], exporter: str) -> dict[str, Any]:
    """Tokens of views, from which the host chooses the reference."""
    axes = {"image": {1: "N"}, "tokens": {1: "N"}}
    checks = [{"image": pictures(n, *size, seed=n)} for n in (1, 5)]
    export(Graph(file, network, {"image": pictures(3, *size)}, ["tokens"], axes, exporter, checks), out)
    made = role(out, file, {"image": "image"}, {"tokens": "tokens"}, {"image": {"dims": [1, "N", 3, *size]}})
    made["outputs"]["tokens"]["dims"][:2] = [1, "N"]
    return made


def metric_role(network: nn.Module, out: Path, file: str, size: tuple[int, int], exporter: str) -> dict[str, Any]:
    """View by view, in a batch of any size."""
    axes = {name: {0: "b"} for name in ("image", "depth", "sky")}
    three = pictures(3, *size)[0]
    export(Graph(file, network, {"image": three}, ["depth", "sky"], axes, exporter, [{"image": three[:1]}]), out)
    names = {"depth": "depth", "sky": "sky"}
    found = {key: {"dims": ["b", 1, *size]} for key in names}
    found["depth"]["activation"], found["sky"]["activation"] = "exp", "relu"
    return role(out, file, {"image": "image"}, names, {"image": {"dims": ["b", 3, *size]}}, found)


def image_spec(resize: dict[str, Any]) -> dict[str, Any]:
    """ImageNet's mean and deviation."""
    norm = {"mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225]}
    return {"channelOrder": "rgb", "range": "0..1", "layout": "BNCHW", "inGraph": False, **norm, "resize": resize}


def post_spec(decoded: bool, nested: bool, reference: str) -> dict[str, Any]:
    """Sections 1.3 and 1.7."""
    rule = {"minMetric": 0.01, "minDepth": 0.001, "confQuantile": 0.5, "skyFillQuantile": 0.99, "skyFillMax": 200}
    spec: dict[str, Any] = {"kind": "z", "unit": "relative"}
    if decoded:
        spec |= {"extrinsics": "w2c-opencv-3x4", "intrinsicsSpace": "input-px"}
    spec["confidence"] = {"range": "1..inf", "use": "percentile", "default": 40}
    if nested:
        spec["metricRule"] = {"type": "nested", "focalDivisor": 300, **rule}
        spec["sky"] = {"threshold": 0.3, "isSkyIf": ">="}
    return {"depth": {**spec, "refView": reference}}
