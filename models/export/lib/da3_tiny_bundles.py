"""The two tiny bundles of the fixtures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lib import da3_tiny
from lib.bundle import OWN_LICENSE, write_json
from lib.da3_bundle import anyview_role, image_spec, metric_role, post_spec, selector_role
from lib.da3_tiny import Selector

COMMAND = "python models/export/da3.py --tiny --out test/fixtures/onnx"
WIDE, TALL, TALL_METRIC = (70, 98), (98, 70), (84, 56)
"""Height, width."""


def manifest(name: str, **parts: Any) -> dict[str, Any]:
    """The parts that both manifests share, in the order of the format."""
    return {"format": "onnx-bundle/1", "id": name, "family": "da3", "source": {"export": COMMAND}, "license": OWN_LICENSE, **parts}


def wide(out: Path) -> None:
    """Cameras decoded in the graph, a selector, a metric graph of the same size."""
    network = da3_tiny.anyview(*WIDE, decoded=True)
    roles = {
        "anyview": anyview_role(network, out, "anyview.onnx", WIDE, True, "legacy"),
        "refSelector": selector_role(Selector(network), out, "ref-selector.onnx", WIDE, "legacy"),
        "metric": metric_role(da3_tiny.metric(*WIDE), out, "metric.onnx", WIDE, "legacy"),
    }
    resize = {"policy": "fixed-shapes", "multiple": 14, "filter": "lanczos3", "crop": "center", "shapes": [[98, 70]]}
    parts = {"image": image_spec(resize), "views": {"min": 1, "max": 8, "dynamic": True, "batchAxis": 1}}
    write_json(out / "onnx-bundle.json", manifest("da3-tiny-wide", roles=roles, **parts, post=post_spec(True, True, "host")))


def tall(out: Path) -> None:
    """Cameras as nine numbers, no selector, a metric graph of another size."""
    network = da3_tiny.anyview(*TALL, decoded=False, seed=da3_tiny.SEED + 5)
    roles = {
        "anyview": anyview_role(network, out, "anyview.onnx", TALL, False, "legacy"),
        "metric": metric_role(da3_tiny.metric(*TALL_METRIC, seed=da3_tiny.SEED + 6), out, "metric.onnx", TALL_METRIC, "legacy"),
    }
    resize = {"policy": "upper-bound-multiple", "size": 98, "multiple": 14, "filter": "area-cubic", "crop": "none"}
    parts = {"image": image_spec(resize), "views": {"min": 1, "max": 8, "dynamic": True, "batchAxis": 1}}
    write_json(out / "onnx-bundle.json", manifest("da3-tiny-tall", roles=roles, **parts, post=post_spec(False, True, "first")))


def make(out: Path) -> None:
    """da3-wide and da3-tall."""
    wide(out / "da3-wide")
    tall(out / "da3-tall")
