"""Frames and a prompt -> one mask a frame, with memory, by PyTorch with the tiny SAM 3 tracker."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor
from transformers import Sam3TrackerVideoModel

from goldens.compare import demand, largest, worst_iou
from goldens.inputs import SAM_SIZE, sam3_frame_tensors
from goldens.memory import Networks, Prompt, Seen, TorchNetworks, Track
from goldens.memory_graphs import GraphNetworks
from goldens.pictures import FRAMES, VIDEO_SIZE
from lib.golden import Golden

CASES: list[dict[str, Any]] = [
    {"name": "point", "seeds": [{"frame": 0, "points": [[16, 40, 1]]}]},
    {"name": "box", "seeds": [{"frame": 0, "box": [4, 28, 28, 52]}]},
    {"name": "points", "seeds": [{"frame": 0, "points": [[80, 46, 1], [75, 16, 0], [84, 50, 1]]}]},
    {"name": "mask", "seeds": [{"frame": 3, "maskBox": [20, 26, 50, 56]}]},
    {"name": "empty mask", "seeds": [{"frame": 0, "maskBox": [0, 0, 0, 0]}]},
    {"name": "two frames", "seeds": [{"frame": 0, "points": [[75, 16, 1]]}, {"frame": 6, "points": [[75, 17, 1]]}]},
    {"name": "five frames", "seeds": [{"frame": f, "points": [[16 + 5 * f, 40 + f, 1]]} for f in (0, 2, 5, 7, 10)]},
]
"""Points, box and maskBox (a rectangle of pixels, right and lower edge excluded) in pixels of the frame."""


def prompt(seed: dict[str, Any]) -> Prompt:
    """In the space of the network."""
    width, height = VIDEO_SIZE
    sx, sy = SAM_SIZE / width, SAM_SIZE / height
    if "points" in seed:
        return Prompt([[x * sx, y * sy] for x, y, _ in seed["points"]], [label for *_, label in seed["points"]])
    if "box" in seed:
        x0, y0, x1, y1 = seed["box"]
        return Prompt([[x0 * sx, y0 * sy], [x1 * sx, y1 * sy]], [2, 3])
    return Prompt(mask=seed_mask(seed["maskBox"]))


def seed_mask(box: list[int]) -> Tensor:
    """The rectangle at the frame's size, resized to the network's (bilinear with antialias), >= 0.5."""
    width, height = VIDEO_SIZE
    mask = torch.zeros(1, 1, height, width)
    mask[..., box[1] : box[3], box[0] : box[2]] = 1
    size = (SAM_SIZE, SAM_SIZE)
    return (F.interpolate(mask, size=size, mode="bilinear", align_corners=False, antialias=True) >= 0.5).float()


def track(networks: Networks, frames: list[tuple[Tensor, ...]], case: dict[str, Any]) -> dict[int, Seen]:
    """Seeds first, then forwards from the earliest to the end, then backwards from it to the start."""
    one = Track(networks)
    with torch.no_grad():
        for seed in case["seeds"]:
            one.seed(seed["frame"], frames[seed["frame"]], prompt(seed))
        start = min(one.conditioning)
        found = {frame: one.step(frame, frames[frame]) for frame in range(start, FRAMES)}
        for frame in range(start - 1, -1, -1):
            found[frame] = one.step(frame, frames[frame], reverse=True)
    return dict(sorted(found.items()))


def shown(seen: Seen) -> np.ndarray:
    """The mask at the frame's size; nothing where the object score is not above 0."""
    width, height = VIDEO_SIZE
    mask = F.interpolate(seen.mask, size=(height, width), mode="bilinear", align_corners=False)[0, 0] > 0
    return (mask & (seen.score[0, 0] > 0)).numpy()


def check(name: str, got: dict[int, Seen], want: dict[int, Seen]) -> None:
    """The bars of the issue, for every frame."""
    for frame, seen in want.items():
        at = f"{name}, frame {frame}"
        demand(f"{at}: score", largest(torch.sigmoid(got[frame].score).numpy(), torch.sigmoid(seen.score).numpy()), 1e-4)
        demand(f"{at}: pointer", largest(got[frame].pointer.numpy(), seen.pointer.numpy()), 1e-3)
        demand(f"{at}: 1 - IoU", 1 - worst_iou(shown(got[frame])[None], shown(seen)[None]), 1e-3)


def add(golden: Golden, key: str, case: dict[str, Any], found: dict[int, Seen]) -> dict[str, Any]:
    """Arrays over frames 0 to 11; masks, memories and high logits as the networks gave them for some."""
    frames = list(found.values())
    close = min(abs(float(seen.score)) for seen in frames)
    demand(f"{key}: closeness to absence", -close, -1e-3)
    made = {
        "masks": golden.add_mask(f"{key}.masks", np.stack([shown(seen) for seen in frames])),
        "low": golden.add(f"{key}.low", torch.cat([seen.mask for seen in frames])[:, 0]),
        "pointers": golden.add(f"{key}.pointers", torch.cat([seen.pointer for seen in frames])),
        "objectScores": golden.add(f"{key}.objectScores", torch.cat([seen.score for seen in frames])[:, 0]),
        "iou": golden.add(f"{key}.iou", torch.cat([seen.iou for seen in frames])[:, 0]),
        "rows": [seen.rows for seen in frames],
        "times": [seen.times for seen in frames],
    }
    seeds = [seed | seed_inputs(golden, f"{key}.seed{i}", seed) for i, seed in enumerate(case["seeds"])]
    return {"name": case["name"], "seeds": seeds, **made}


def seed_inputs(golden: Golden, key: str, seed: dict[str, Any]) -> dict[str, Any]:
    """What the decoder is fed."""
    made = prompt(seed)
    if made.mask is not None:
        return {"maskIn": golden.add(f"{key}.maskIn", made.mask.to(torch.uint8)[0, 0])}
    return {"inputPoints": made.points, "inputLabels": made.labels}


def make(fixtures: Path, model: Sam3TrackerVideoModel) -> None:
    """goldens/sam3-video.json + .bin; the graphs must be there."""
    about = "Sam3TrackerVideoModel (tiny) of transformers: memory over 12 frames, section 4.2"
    golden = Golden(about, manifest="../sam3-video/onnx-bundle.json", frames=FRAMES, width=VIDEO_SIZE[0], height=VIDEO_SIZE[1])
    ours, graphs = TorchNetworks(model), GraphNetworks(fixtures / "sam3-video")
    pixels = sam3_frame_tensors()
    with torch.no_grad():
        maps = [ours.encode(frame) for frame in pixels]
    theirs = [graphs.encode(frame) for frame in pixels]
    cases = []
    for index, case in enumerate(CASES):
        want = track(ours, maps, case)
        check(case["name"], track(graphs, theirs, case), want)
        cases.append(add(golden, f"case{index}", case, want))
        scores = [round(float(seen.score), 1) for seen in want.values()]
        print(f"    {case['name']}: {scores} area {[round(float(shown(seen).mean()), 2) for seen in want.values()]}")
        if index == 0:
            for frame in (0, 1):
                for part in ("mem", "pos", "high"):
                    golden.add(f"case0.frame{frame}.{part}", getattr(want[frame], part)[0])
    golden.content["cases"] = cases
    golden.write(fixtures / "goldens" / "sam3-video")
