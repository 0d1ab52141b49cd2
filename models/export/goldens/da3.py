"""Views -> depth, confidence, cameras and metres of the tiny Depth Anything 3 stand-in, and its rules on plain numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
import torch.nn.functional as F

from goldens import da3_rules as rules
from goldens.compare import demand, largest
from goldens.da3_pictures import AGENT_SHAPES, chosen_shape, crop_box, fixed, normalised, official
from goldens.inputs import picture_path
from goldens.pictures import PICTURES, rgb
from lib import da3_tiny
from lib.da3_tiny_bundles import TALL, TALL_METRIC, WIDE
from lib.golden import Golden
from lib.onnxio import run_onnx

SMALL_SHAPES = [[98, 70], [70, 98], [98, 98], [56, 98], [112, 56]]
VIEWS = {1: [4], 2: [0, 11], 3: [0, 5, 10], 5: [0, 3, 6, 9, 11]}
"""Frames of the video for each number of views."""


def frame(fixtures: Path, index: int) -> Any:
    return rgb(fixtures / "video" / f"{index:03d}.png")


def add_pictures(golden: Golden) -> None:
    """Bytes before normalisation; sizes as width, height."""
    listed = []
    for name, (width, height, _) in PICTURES.items():
        picture = rgb(picture_path(name))
        for longest in (98, 100, 140):
            made, between = official(np.array(picture), longest)
            key = golden.add(f"{name}.upper{longest}", made)
            listed.append({"picture": name, "policy": "upper-bound-multiple", "size": longest, "between": between, "to": [made.shape[1], made.shape[0]], "bytes": key})
        made, how = fixed(picture, SMALL_SHAPES)
        listed.append({"picture": name, "policy": "fixed-shapes", "shapes": SMALL_SHAPES, **how, "bytes": golden.add(f"{name}.fixed", made)})
    sizes = [[640, 480], [1920, 1080], [1080, 1920], [500, 500], [300, 400], [4000, 3000], [1280, 1024], [97, 61], [3000, 900], [720, 576]]
    agent = [{"size": s, "shape": chosen_shape(*s, AGENT_SHAPES)} for s in sizes]
    golden.content["pictures"] = listed
    golden.content["agentShapes"] = [{**entry, "crop": crop_box(*entry["size"], entry["shape"])} for entry in agent]


def compare(what: str, got: list[np.ndarray], want: list[np.ndarray]) -> None:
    """The bar of the issue: 1e-4, relative to the largest value."""
    for g, w in zip(got, want, strict=True):
        demand(what, largest(g, w) / max(1.0, float(np.abs(w).max())), 1e-4)


def add_views(golden: Golden, fixtures: Path) -> None:
    """da3-wide on 1, 2, 3 and 5 frames: as given, and with the reference view moved to the front and back again."""
    network, metric = da3_tiny.anyview(*WIDE, True), da3_tiny.metric(*WIDE)
    selector = da3_tiny.Selector(network)
    listed = []
    for count, frames in VIEWS.items():
        views = np.stack([normalised(fixed(frame(fixtures, i), [[98, 70]])[0]) for i in frames])[None]
        image = torch.from_numpy(views)
        with torch.no_grad():
            tokens = selector(image)[0].numpy()
            plain = [value[0].numpy() for value in network(image)]
            chosen = rules.reference_view(tokens)
            order = rules.to_front(count, chosen)
            back = np.argsort(order)
            moved = [value[0].numpy()[back] for value in network(image[:, order])]
            mdepth, sky = (value[:, 0].numpy() for value in metric(image[0]))
        folder = fixtures / "da3-wide"
        compare(f"{count} views", [value[0] for value in run_onnx(folder / "anyview.onnx", {"image": image})], plain)
        compare("selector", [run_onnx(folder / "ref-selector.onnx", {"image": image})[0][0]], [tokens])
        made = rules.nested(*moved, mdepth, sky)
        key = f"wide{count}"
        names = ("depth", "confidence", "extrinsics", "intrinsics")
        entry: dict[str, Any] = {"frames": frames, "tokens": golden.add(f"{key}.tokens", tokens), "reference": chosen, "order": order}
        if count >= 3:
            entry["balance"] = rules.balance(tokens).tolist()
        if count < 5:
            entry["asGiven"] = {name: golden.add(f"{key}.plain.{name}", value) for name, value in zip(names, plain, strict=True)}
        entry["withReference"] = {name: golden.add(f"{key}.moved.{name}", value) for name, value in zip(names, moved, strict=True)}
        entry["metric"] = {"depth": golden.add(f"{key}.mdepth", mdepth), "sky": golden.add(f"{key}.sky", sky)}
        entry["nested"] = add_nested(golden, f"{key}.nested", made)
        floor = rules.floor_of(moved[1])
        entry["floor40"] = floor
        listed.append(entry)
        print(f"    {count} views: reference {chosen}, scale {made['scale']:.4f}, sky {(sky >= 0.3).mean():.2f}, sky depth {made['skyDepth']:.3f}")
    golden.content["wide"] = {"manifest": "../da3-wide/onnx-bundle.json", "cases": listed}


def add_nested(golden: Golden, key: str, made: dict[str, Any]) -> dict[str, Any]:
    """Maps as float32, the rest as numbers."""
    maps = {name: golden.add(f"{key}.{name}", made[name].astype(np.float32)) for name in ("depth", "confidence")}
    maps["extrinsics"] = golden.add(f"{key}.extrinsics", made["extrinsics"])
    return {**maps, "isMetric": made["isMetric"], "scale": made["scale"], "skyDepth": made["skyDepth"]}


def add_tall(golden: Golden, fixtures: Path) -> None:
    """da3-tall: cameras decoded outside, reference first, metric graph of another size."""
    network = da3_tiny.anyview(*TALL, False, seed=da3_tiny.SEED + 5)
    metric = da3_tiny.metric(*TALL_METRIC, seed=da3_tiny.SEED + 6)
    pictures = [official(np.array(rgb(picture_path("shelf"))), 98)[0]]
    pictures.append(np.ascontiguousarray(pictures[0][:, ::-1]))
    views = torch.from_numpy(np.stack([normalised(p) for p in pictures]))[None]
    with torch.no_grad():
        depth, conf, code = (value[0].numpy() for value in network(views))
        small = F.interpolate(views[0], size=TALL_METRIC, mode="bilinear", align_corners=False, antialias=True)
        mdepth, sky = metric(small)
        mdepth, sky = (F.interpolate(m, size=TALL, mode="bilinear", align_corners=False)[:, 0].numpy() for m in (mdepth, sky))
    folder = fixtures / "da3-tall"
    compare("tall", [value[0] for value in run_onnx(folder / "anyview.onnx", {"image": views})], [depth, conf, code])
    extrinsics, intrinsics = rules.camera(code, *TALL)
    made = rules.nested(depth, conf, extrinsics, intrinsics, mdepth, sky, TALL_METRIC[1] / TALL[1])
    entry = {"pictures": ["shelf", "shelf, mirrored left to right after resizing"], "size": 98, "focalFactor": TALL_METRIC[1] / TALL[1]}
    arrays = {"depth": depth, "confidence": conf, "camera": code, "extrinsics": extrinsics, "intrinsics": intrinsics}
    arrays |= {"metricInput": small.numpy(), "metricDepth": mdepth, "metricSky": sky}
    entry |= {name: golden.add(f"tall.{name}", value) for name, value in arrays.items()}
    entry["nested"] = add_nested(golden, "tall.nested", made)
    golden.content["tall"] = {"manifest": "../da3-tall/onnx-bundle.json", **entry}


def add_cameras(golden: Golden) -> None:
    """Nine numbers -> matrices, odd ones among them; and PyTorch's decoding beside."""
    rng = np.random.default_rng(3)
    code = rng.normal(0, 1, (12, 9))
    code[:, 7:] = rng.uniform(0.3, 2.5, (12, 2))
    code[1, 3:7], code[2, 3:7], code[3, 7:] = [0, 0, 0, 1], [0, 0, 0, -3], [0, 1.2]
    extrinsics, intrinsics = rules.camera(code, 70, 98)
    got = da3_tiny.camera_from(torch.from_numpy(code), 70, 98)
    demand("camera decoding", largest(got[0].numpy(), extrinsics), 1e-9)
    demand("focal lengths", largest(got[1].numpy() / intrinsics.max(), intrinsics / intrinsics.max()), 1e-9)
    names = {"code": code, "extrinsics": extrinsics, "intrinsics": intrinsics}
    golden.content["cameras"] = {"height": 70, "width": 98, "unusable": [3]} | {k: golden.add(f"cameras.{k}", v) for k, v in names.items()}


def add_references(golden: Golden) -> None:
    """Random tokens; no two views of a case are closer than 1e-6 at the top."""
    rng, listed = np.random.default_rng(4), []
    for count in (3, 4, 5, 8, 16, 32):
        tokens = rng.normal(0, 1, (count, 24)) * rng.uniform(0.5, 2, (count, 1))
        score = rules.balance(tokens)
        first, second = np.sort(score)[:2]
        demand("closeness of reference views", -(second - first), -1e-6)
        listed.append({"tokens": golden.add(f"references.{count}", tokens), "balance": score.tolist(), "reference": int(score.argmin())})
    golden.content["references"] = listed


def add_rules(golden: Golden) -> None:
    """The nested rule on random maps: usual, mostly sky, too little ground, far depths; and the metric graph alone."""
    rng, listed = np.random.default_rng(5), []
    cases = {"usual": (0.3, 2.0), "mostly sky": (0.9, 2.0), "no ground": (1.0, 2.0), "ten pixels": (1.0, 2.0), "eleven pixels": (1.0, 2.0), "far": (0.2, 900.0)}
    for name, (share, size) in cases.items():
        depth, conf = rng.uniform(0.0005, size, (2, 12, 16)), 1 + rng.exponential(2, (2, 12, 16))
        mdepth = depth * 3 * rng.normal(1, 0.1, depth.shape)
        sky = np.where(rng.uniform(size=depth.shape) < share, rng.uniform(0.3, 2, depth.shape), rng.uniform(0, 0.3, depth.shape))
        if "pixels" in name:
            sky.reshape(-1)[: 10 if name.startswith("ten") else 11] = 0.1
        sky.reshape(-1)[50] = 0.3
        extrinsics, intrinsics = rules.camera(np.concatenate([rng.normal(0, 1, (2, 7)), rng.uniform(0.8, 1.2, (2, 2))], 1), 12, 16)
        given = {"depth": depth, "confidence": conf, "extrinsics": extrinsics, "intrinsics": intrinsics, "metricDepth": mdepth, "sky": sky}
        made = rules.nested(depth, conf, extrinsics, intrinsics, mdepth, sky)
        out = {part: golden.add(f"rules.{name}.out.{part}", made[part]) for part in ("depth", "confidence", "extrinsics")}
        entry = {"name": name, **{k: golden.add(f"rules.{name}.{k}", v) for k, v in given.items()}, "out": out}
        entry |= {k: made[k] for k in ("isMetric", "scale", "skyDepth")}
        entry["alone"] = {"focal": 15.5, "depth": golden.add(f"rules.{name}.alone", rules.metric_alone(mdepth[0], sky[0], 15.5))}
        entry["floor40"], entry["ranks"] = rules.floor_of(conf), golden.add(f"rules.{name}.ranks", rules.ranks(conf))
        listed.append(entry)
    golden.content["rules"] = listed


def make(fixtures: Path) -> None:
    """goldens/da3.json + .bin; the graphs must be there."""
    golden = Golden("Depth Anything 3: pictures, tiny stand-in networks by PyTorch, rules by NumPy", opencv=cv2.__version__)
    add_pictures(golden)
    add_views(golden, fixtures)
    add_tall(golden, fixtures)
    add_cameras(golden)
    add_references(golden)
    add_rules(golden)
    golden.write(fixtures / "goldens" / "da3")
