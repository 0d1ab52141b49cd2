"""The tiny tracker of the fixtures, calibrated on their pictures and frames."""

from __future__ import annotations

import torch
from torch import Tensor
from transformers import Sam3TrackerVideoModel

from goldens.inputs import SAM_SIZE, sam3_frame_tensors, sam3_picture_tensors
from lib import sam3_calibrate, sam3_tiny
from lib.sam3_tracker_graphs import TrackerDecoder, TrackerEncoder

CLICKS = torch.tensor([[30.0, 60.0], [70.0, 30.0], [56.0, 80.0]])


def prompts() -> list[tuple[Tensor, Tensor, Tensor, list[float]]]:
    """Points, labels, boxes and the object score that three objects shall have: low for a lone negative click."""
    points = CLICKS[None, :, None]
    none = torch.zeros(1, 3, 4)
    boxes = torch.cat([CLICKS - 18, CLICKS + 22], dim=1)[None]
    nothing = torch.zeros(1, 3, 0, 2)
    return [
        (points, torch.tensor([[[1], [1], [0]]]), none, [4.0, 5.0, -4.0]),
        (nothing, torch.zeros(1, 3, 0, dtype=torch.int64), boxes, [5.0, 4.0, 3.0]),
        (points, torch.tensor([[[-1], [-1], [0]]]), none, [3.0, 3.0, -4.0]),
    ]


def calibrated(width: int = 64) -> Sam3TrackerVideoModel:
    """Seeded random weights with moved last layers."""
    model = sam3_tiny.tracker(width=width)
    pictures = [*sam3_picture_tensors().values(), *sam3_frame_tensors()[::4]]

    def run() -> list:
        encoder, decoder = TrackerEncoder(model, True), TrackerDecoder(model)
        maps = [encoder(picture) for picture in pictures]
        return [decoder(points, labels, boxes, *found) for found in maps for points, labels, boxes, _ in prompts()]

    def scores() -> list[float]:
        return [score for _ in pictures for *_, wanted in prompts() for score in wanted]

    sam3_calibrate.tracker(model, run, scores)
    return model


assert SAM_SIZE == sam3_tiny.IMAGE
