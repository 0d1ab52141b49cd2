"""Inputs that scripts share: pictures as the models take them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor
from torchvision.transforms.v2 import functional as tv

from goldens.pictures import PICTURES, rgb

FIXTURES = Path(__file__).resolve().parents[3] / "test" / "fixtures" / "onnx"
SAM_SIZE = 112


def stretched(picture: Image.Image, size: int = SAM_SIZE) -> Tensor:
    """uint8 (3, size, size): torchvision's bilinear resize with antialias, what SAM 3's processors do."""
    tensor = torch.from_numpy(np.array(picture)).permute(2, 0, 1)
    return tv.resize(tensor, [size, size], interpolation=tv.InterpolationMode.BILINEAR, antialias=True)


def stretched_by_pillow(picture: Image.Image, size: int = SAM_SIZE) -> Tensor:
    """The same with Pillow's BILINEAR."""
    array = np.array(picture.resize((size, size), Image.Resampling.BILINEAR))
    return torch.from_numpy(array).permute(2, 0, 1)


def sam3_normalised(bytes_: Tensor) -> Tensor:
    """(1, 3, size, size), -1..1."""
    return (bytes_.to(torch.float32) / 127.5 - 1.0)[None]


def picture_path(name: str) -> Path:
    """Of a committed picture."""
    return FIXTURES / "pictures" / f"{name}.png"


def sam3_picture_tensors() -> dict[str, Tensor]:
    """All pictures as the networks take them."""
    return {name: sam3_normalised(stretched(rgb(picture_path(name)))) for name in PICTURES}


def sam3_frame_tensors() -> list[Tensor]:
    """The frames of the video as the networks take them."""
    return [sam3_normalised(stretched(rgb(path))) for path in sorted((FIXTURES / "video").glob("*.png"))]
