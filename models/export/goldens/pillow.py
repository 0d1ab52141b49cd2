"""What Pillow and torchvision make of random bytes: every filter, shrinking, growing, crops with fractions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image
from torchvision.transforms.v2 import functional as tv

from lib.golden import Golden

FILTERS = {
    "box": Image.Resampling.BOX,
    "bilinear": Image.Resampling.BILINEAR,
    "bicubic": Image.Resampling.BICUBIC,
    "lanczos3": Image.Resampling.LANCZOS,
}
CASES: list[dict[str, Any]] = [
    {"from": [37, 23], "to": [16, 9]},
    {"from": [37, 23], "to": [64, 50]},
    {"from": [37, 23], "to": [37, 11]},
    {"from": [37, 23], "to": [20, 23]},
    {"from": [37, 23], "to": [37, 23]},
    {"from": [1, 1], "to": [7, 5]},
    {"from": [37, 23], "to": [1, 1]},
    {"from": [200, 3], "to": [9, 30]},
    {"from": [37, 23], "to": [16, 9], "crop": [5, 4, 30, 20]},
    {"from": [37, 23], "to": [24, 24], "crop": [0.5, 2.25, 36.75, 9.5]},
    {"from": [37, 23], "to": [25, 16], "crop": [6, 2, 31, 18]},
]
"""width, height; crop: x0, y0, x1, y1."""


def picture(width: int, height: int) -> np.ndarray:
    """Noise with black and white pixels, so that overshoots are clipped."""
    rng = np.random.default_rng(width * 1000 + height)
    noise = rng.integers(0, 256, (height, width, 3))
    return np.where(rng.random((height, width, 1)) < 0.4, rng.choice([0, 255], (height, width, 3)), noise).astype(np.uint8)


def by_torchvision(array: np.ndarray, width: int, height: int, mode: tv.InterpolationMode) -> np.ndarray:
    """Of bytes, with antialias."""
    tensor = torch.from_numpy(array).permute(2, 0, 1)
    return tv.resize(tensor, [height, width], interpolation=mode, antialias=True).permute(1, 2, 0).numpy()


def make(fixtures: Path) -> None:
    """goldens/resample.json + .bin."""
    golden = Golden("Resized bytes by Pillow (box = crop) and torchvision (antialias)")
    listed = []
    for index, case in enumerate(CASES):
        array = picture(*case["from"])
        entry = {**case, "input": golden.add(f"case{index}.input", array), "pillow": {}, "torchvision": {}}
        for name, filter_ in FILTERS.items():
            made = Image.fromarray(array).resize(case["to"], filter_, box=case.get("crop"))
            entry["pillow"][name] = golden.add(f"case{index}.pillow.{name}", np.array(made))
        if "crop" not in case:
            for name, mode in (("bilinear", tv.InterpolationMode.BILINEAR), ("bicubic", tv.InterpolationMode.BICUBIC)):
                made = by_torchvision(array, *case["to"], mode)
                entry["torchvision"][name] = golden.add(f"case{index}.torchvision.{name}", made)
        listed.append(entry)
    golden.content["cases"] = listed
    golden.write(fixtures / "goldens" / "resample")
