"""Section 1.2: pictures as Depth Anything 3 takes them, by both policies."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from PIL import Image

PATCH = 14
AGENT_SHAPES = [[504, 504], [504, 378], [504, 336], [504, 280], [336, 504], [896, 504], [756, 504], [672, 504]]
"""width, height."""


def nearest_multiple(side: int) -> int:
    """Of 14; half way goes up."""
    down = side // PATCH * PATCH
    return down + PATCH if down + PATCH - side <= side - down else down


def resized(image: np.ndarray, width: int, height: int, grows: bool) -> np.ndarray:
    """OpenCV's INTER_CUBIC when growing, else INTER_AREA."""
    return cv2.resize(image, (width, height), interpolation=cv2.INTER_CUBIC if grows else cv2.INTER_AREA)


def official(image: np.ndarray, longest: int) -> tuple[np.ndarray, list[int]]:
    """upper_bound_resize, both stages; also the size after the first. Sides are rounded half to even."""
    height, width = image.shape[:2]
    if max(width, height) != longest:
        scale = longest / max(width, height)
        width, height = max(1, round(width * scale)), max(1, round(height * scale))
        image = resized(image, width, height, scale > 1)
    between = [width, height]
    target = [max(1, nearest_multiple(side)) for side in between]
    if target != between:
        image = resized(image, *target, any(new > old for new, old in zip(target, between, strict=True)))
    return image, between


def chosen_shape(width: int, height: int, shapes: list[list[int]]) -> list[int]:
    """Closest aspect; ties: the larger area."""
    return min(shapes, key=lambda s: (abs(s[0] / s[1] - width / height), -s[0] * s[1]))


def crop_box(width: int, height: int, shape: list[int]) -> list[int]:
    """Left, top, width, height of the centre crop with the shape's aspect; sides rounded half to even, offsets down."""
    aspect = shape[0] / shape[1]
    if width / height > aspect:
        kept = min(width, round(height * aspect))
        return [(width - kept) // 2, 0, kept, height]
    kept = min(height, round(width / aspect))
    return [0, (height - kept) // 2, width, kept]


def fixed(picture: Image.Image, shapes: list[list[int]]) -> tuple[np.ndarray, dict[str, Any]]:
    """Centre crop, then Pillow's LANCZOS."""
    shape = chosen_shape(*picture.size, shapes)
    left, top, width, height = crop_box(*picture.size, shape)
    part = picture.crop((left, top, left + width, top + height))
    made = np.array(part.resize(tuple(shape), Image.Resampling.LANCZOS))
    return made, {"shape": shape, "crop": [left, top, width, height]}


def normalised(image: np.ndarray) -> np.ndarray:
    """(H, W, 3) bytes -> (3, H, W) float32."""
    mean, std = np.array([0.485, 0.456, 0.406], np.float32), np.array([0.229, 0.224, 0.225], np.float32)
    return ((image.astype(np.float32) / np.float32(255) - mean) / std).transpose(2, 0, 1)
