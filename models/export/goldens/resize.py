"""
Pillow's and torchvision's resize of bytes as plain NumPy: what an implementation in another language has to do to get
the same bytes. check() holds both against the libraries, byte for byte.

Both weigh pixels with a filter stretched by the factor of shrinking, along rows first, then along columns, in whole
numbers, rounded and clipped to bytes after each direction. They differ in the weights' precision: Pillow has 22 bits,
torchvision as many as let the largest weight stay below 2 ** 15.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal

import numpy as np
from PIL import Image

from goldens.inputs import picture_path, stretched
from goldens.pictures import PICTURES, rgb

Filter = Literal["bilinear", "lanczos"]


def triangle(x: float) -> float:
    """Bilinear; reaches 1."""
    return max(0.0, 1.0 - abs(x))


def lanczos3(x: float) -> float:
    """Reaches 3."""
    return np.sinc(x) * np.sinc(x / 3) if -3 <= x < 3 else 0.0


FILTERS: dict[str, tuple[Callable[[float], float], float]] = {"bilinear": (triangle, 1.0), "lanczos": (lanczos3, 3.0)}


def windows(size_in: int, size_out: int, filter_: Filter) -> list[tuple[int, list[float]]]:
    """For each pixel of the result the first source pixel and the weights, which add up to 1."""
    function, reach = FILTERS[filter_]
    scale = size_in / size_out
    stretch = max(scale, 1.0)
    found = []
    for i in range(size_out):
        centre = (i + 0.5) * scale
        first = max(int(centre - reach * stretch + 0.5), 0)
        end = min(int(centre + reach * stretch + 0.5), size_in)
        weights = [function((j - centre + 0.5) / stretch) for j in range(first, end)]
        total = sum(weights)
        found.append((first, [weight / total for weight in weights]))
    return found


def torch_bits(largest: float) -> int:
    """The most bits, 22 at most, with which the largest weight stays below 2 ** 15."""
    for bits in range(22):
        if int(0.5 + largest * (1 << (bits + 1))) >= 1 << 15:
            return bits
    return 22


def along_rows(image: np.ndarray, size: int, filter_: Filter, like: Literal["pillow", "torchvision"]) -> np.ndarray:
    """(height, width, channels) uint8 -> (height, size, channels) uint8."""
    if image.shape[1] == size:
        return image
    table = windows(image.shape[1], size, filter_)
    bits = 22 if like == "pillow" else torch_bits(max(max(weights) for _, weights in table))
    out = np.empty((image.shape[0], size, image.shape[2]), np.uint8)
    for i, (first, weights) in enumerate(table):
        whole = np.array([math.floor(abs(w) * (1 << bits) + 0.5) * (1 if w >= 0 else -1) for w in weights], np.int64)
        part = image[:, first : first + len(weights)].astype(np.int64)
        total = (part * whole[None, :, None]).sum(1) + (1 << (bits - 1))
        out[:, i] = np.clip(total >> bits, 0, 255)
    return out


def resize(image: np.ndarray, width: int, height: int, filter_: Filter, like: Literal["pillow", "torchvision"]) -> np.ndarray:
    """(h, w, channels) uint8 -> (height, width, channels) uint8."""
    wide = along_rows(image, width, filter_, like)
    return along_rows(wide.transpose(1, 0, 2), height, filter_, like).transpose(1, 0, 2)


def check() -> None:
    """Both libraries on all pictures, shrinking and growing; ends the program at the first other byte."""
    for name in PICTURES:
        picture = rgb(picture_path(name))
        image = np.array(picture)
        for size in (112, 30, 200):
            want = stretched(picture, size).permute(1, 2, 0).numpy()
            same(name, resize(image, size, size, "bilinear", "torchvision"), want)
            for filter_, resample in (("bilinear", Image.Resampling.BILINEAR), ("lanczos", Image.Resampling.LANCZOS)):
                want = np.array(picture.resize((size, size + 7), resample))
                same(name, resize(image, size, size + 7, filter_, "pillow"), want)
    print("  resize: the bytes of Pillow and torchvision")


def same(name: str, got: np.ndarray, want: np.ndarray) -> None:
    """Byte for byte."""
    if not np.array_equal(got, want):
        raise SystemExit(f"resize of {name}: {int((got != want).sum())} bytes differ from the library's")
