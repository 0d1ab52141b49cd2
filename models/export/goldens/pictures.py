"""Draws the pictures and the video of the fixtures: discs, boxes and a textured ground, nothing from elsewhere."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

PICTURES = {
    "room": (160, 120, 3),
    "shelf": (120, 160, 3),
    "odd": (97, 61, 3),
    "alpha": (64, 48, 4),
    "wide": (331, 203, 3),
}
"""name -> width, height, channels."""

FRAMES = 12
VIDEO_SIZE = (96, 72)


def ground(width: int, height: int, rng: np.random.Generator) -> np.ndarray:
    """A sky that fades into a floor with stripes and a little noise."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    up = (y / height)[..., None]
    sky, floor = rng.uniform(120, 230, 3), rng.uniform(40, 140, 3)
    picture = sky * (1 - up) + floor * up
    stripes = np.sin((x * rng.uniform(0.5, 1.0) + y * rng.uniform(0.2, 0.6)) / width * 60)[..., None]
    return picture + 14 * stripes * up + rng.normal(0, 3, (height, width, 1))


def cover(picture: np.ndarray, alpha: np.ndarray, colour: np.ndarray) -> np.ndarray:
    """Paints a colour where alpha is 1."""
    return picture * (1 - alpha[..., None]) + colour * alpha[..., None]


def disc(shape: tuple[int, ...], cx: float, cy: float, radius: float) -> np.ndarray:
    """Coverage of a disc with a soft rim of one pixel."""
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]]
    return np.clip(radius - np.hypot(x - cx, y - cy) + 0.5, 0, 1)


def box(shape: tuple[int, ...], x0: float, y0: float, x1: float, y1: float) -> np.ndarray:
    """Coverage of an upright box."""
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]]
    inside = np.minimum(np.minimum(x - x0, x1 - x), np.minimum(y - y0, y1 - y))
    return np.clip(inside + 0.5, 0, 1)


def scene(width: int, height: int, seed: int) -> np.ndarray:
    """Two discs and two boxes of any colours."""
    rng = np.random.default_rng(seed)
    picture = ground(width, height, rng)
    small = min(width, height)
    for _ in range(2):
        cx, cy = rng.uniform(0.15, 0.85) * width, rng.uniform(0.3, 0.85) * height
        picture = cover(picture, disc(picture.shape, cx, cy, rng.uniform(0.1, 0.2) * small), rng.uniform(0, 255, 3))
        x0, y0 = rng.uniform(0.05, 0.7) * width, rng.uniform(0.1, 0.6) * height
        x1, y1 = x0 + rng.uniform(0.15, 0.3) * width, y0 + rng.uniform(0.15, 0.4) * height
        picture = cover(picture, box(picture.shape, x0, y0, x1, y1), rng.uniform(0, 255, 3))
    return picture


def as_bytes(picture: np.ndarray) -> np.ndarray:
    """Rounded and clipped to 0..255."""
    return np.clip(np.rint(picture), 0, 255).astype(np.uint8)


def with_alpha(picture: np.ndarray) -> np.ndarray:
    """A disc that is opaque, fading to nothing at the corners."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[0:height, 0:width]
    away = np.hypot((x - width / 2) / width, (y - height / 2) / height)
    alpha = np.clip((0.6 - away) * 4, 0, 1) * 255
    return np.concatenate([picture, as_bytes(alpha)[..., None]], axis=-1)


def frame(index: int) -> np.ndarray:
    """A red disc that goes right, a blue one that comes towards it and passes behind, a still green box."""
    width, height = VIDEO_SIZE
    picture = ground(width, height, np.random.default_rng(77))
    t = index / (FRAMES - 1)
    picture = cover(picture, box(picture.shape, 66, 8, 84, 26), np.array([60.0, 170.0, 70.0]))
    blue = disc(picture.shape, 80 - 62 * t, 46 + 6 * np.sin(6 * t), 10)
    picture = cover(picture, blue, np.array([50.0, 70.0, 200.0]))
    return cover(picture, disc(picture.shape, 16 + 60 * t, 40 + 10 * t, 12), np.array([205.0, 50.0, 40.0]))


def save(array: np.ndarray, path: Path) -> None:
    """As PNG, as small as Pillow makes it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(array).save(path, optimize=True)


def make(out: Path) -> None:
    """pictures/*.png and video/*.png."""
    for seed, (name, (width, height, channels)) in enumerate(PICTURES.items()):
        picture = as_bytes(scene(width, height, 100 + seed))
        save(with_alpha(picture) if channels == 4 else picture, out / "pictures" / f"{name}.png")
    for index in range(FRAMES):
        save(as_bytes(frame(index)), out / "video" / f"{index:03d}.png")


def rgb(path: Path) -> Image.Image:
    """As the models see it: transparency is put on white."""
    picture = Image.open(path)
    if picture.mode != "RGBA":
        return picture.convert("RGB")
    white = Image.new("RGBA", picture.size, (255, 255, 255, 255))
    return Image.alpha_composite(white, picture).convert("RGB")
