"""Points and boxes on pictures -> one mask an object, by PyTorch with the tiny SAM 3 tracker."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor
from transformers import Sam3TrackerVideoModel

from goldens.compare import demand, largest, worst_iou
from goldens.inputs import SAM_SIZE, sam3_picture_tensors
from goldens.pictures import PICTURES
from lib.golden import Golden
from lib.onnxio import run_onnx
from lib.sam3_tracker_graphs import TrackerEncoder
from sam3_tracker import MAPS

CASES: list[dict[str, Any]] = [
    {"picture": "room", "points": [[[40, 70, 1]]]},
    {"picture": "room", "points": [[[40, 70, 1], [120, 20, 0]]]},
    {"picture": "room", "points": [[[60.5, 33.25, 0]]]},
    {"picture": "room", "boxes": [[20, 30, 70, 90]]},
    {"picture": "room", "boxes": [[20, 30, 70, 90]], "points": [[[40, 60, 1]]]},
    {"picture": "shelf", "boxes": [[10, 10, 60, 60], [50, 80, 115, 150], [0, 100, 40, 159]]},
    {"picture": "shelf", "points": [[[30, 30, 1], [80, 120, 0]], [[80, 120, 1]], [[60, 100, 0]]]},
    {"picture": "odd", "points": [[[0, 0, 1]], [[96, 60, 1]]]},
    {"picture": "odd", "boxes": [[0, 0, 97, 61]]},
    {"picture": "alpha", "boxes": [[10, 8, 50, 40]], "points": [[[30, 20, 1], [12, 10, 0]]]},
    {"picture": "wide", "points": [[[100, 100, 1], [120, 90, 1], [300, 20, 0]]]},
]
"""x, y, label of points, corners of boxes, in pixels of the picture; a list for each object."""


def inputs(case: dict[str, Any], width: int, height: int) -> tuple[Tensor | None, Tensor | None, Tensor | None]:
    """Points, labels and boxes in the space of the network; objects with fewer points are filled up with label -10."""
    sx, sy = SAM_SIZE / width, SAM_SIZE / height
    points = labels = boxes = None
    if "points" in case:
        most = max(len(clicks) for clicks in case["points"])
        filled = [clicks + [[0, 0, -10]] * (most - len(clicks)) for clicks in case["points"]]
        points = torch.tensor([[[[x * sx, y * sy] for x, y, _ in clicks] for clicks in filled]])
        labels = torch.tensor([[[label for *_, label in clicks] for clicks in filled]])
    if "boxes" in case:
        boxes = torch.tensor([[[a * sx, b * sy, c * sx, d * sy] for a, b, c, d in case["boxes"]]])
    return points, labels, boxes


def by_torch(model: Sam3TrackerVideoModel, pixels: Tensor, case: dict[str, Any], size: tuple[int, int]) -> tuple[Tensor, ...]:
    """transformers' prompt encoder and mask decoder, with what is not there left out."""
    points, labels, boxes = inputs(case, *size)
    with torch.no_grad():
        maps = TrackerEncoder(model, True)(pixels)
        sparse, dense = model.prompt_encoder(
            input_points=points, input_labels=labels, input_boxes=boxes, input_masks=None
        )
        masks, iou, _, score = model.mask_decoder(
            image_embeddings=maps[2],
            image_positional_embeddings=model.get_image_wide_positional_embeddings(),
            sparse_prompt_embeddings=sparse,
            dense_prompt_embeddings=dense,
            multimask_output=True,
            high_resolution_features=list(maps[:2]),
        )
    return iou, masks, score


def by_graphs(folder: Path, encoder: str, added: np.ndarray | None, pixels: Tensor, case: dict[str, Any], size: tuple[int, int]) -> tuple[Tensor, ...]:
    """The same with the graphs; added: the embedding of an empty memory, where the encoder has not put it in."""
    points, labels, boxes = inputs(case, *size)
    objects = len(case.get("points", case.get("boxes", [])))
    maps = run_onnx(folder / encoder, {"pixel_values": pixels})
    if added is not None:
        maps[2] = maps[2] + added.reshape(1, -1, 1, 1)
    feeds = {
        "input_points": torch.zeros(1, objects, 0, 2) if points is None else points,
        "input_labels": torch.zeros(1, objects, 0, dtype=torch.int64) if labels is None else labels,
        "input_boxes": torch.zeros(1, objects, 4) if boxes is None else boxes,
    } | {name: torch.from_numpy(value) for name, value in zip(MAPS.values(), maps, strict=True)}
    return tuple(torch.from_numpy(value) for value in run_onnx(folder / "tracker-decoder.onnx", feeds))


def chosen(iou: Tensor, masks: Tensor, score: Tensor, size: tuple[int, int]) -> dict[str, np.ndarray]:
    """Section 3.1: the candidate with the highest IoU, iou x sigmoid(object score), resized logits > 0."""
    width, height = size
    best = iou[0].argmax(1)
    rows = torch.arange(len(best))
    low = masks[0, rows, best]
    high = F.interpolate(low[None], size=(height, width), mode="bilinear", align_corners=False)[0]
    present = score[0, :, 0] > 0
    two = iou[0].topk(2, dim=1).values
    return {
        "candidate": best.to(torch.int32).numpy(),
        "iou": iou[0, rows, best].numpy(),
        "objectScore": score[0, :, 0].numpy(),
        "score": (iou[0, rows, best] * score[0, :, 0].sigmoid()).numpy(),
        "present": present.numpy(),
        "masks": ((high > 0) & present[:, None, None]).numpy(),
        "lead": (two[:, 0] - two[:, 1]).min().numpy(),
    }


def check(name: str, got: dict[str, np.ndarray], want: dict[str, np.ndarray]) -> None:
    """The bars of the issue."""
    demand(f"{name}: candidate", largest(got["candidate"], want["candidate"]), 0)
    demand(f"{name}: score", largest(got["score"], want["score"]), 1e-4)
    demand(f"{name}: object score", largest(got["objectScore"], want["objectScore"]), 1e-3)
    demand(f"{name}: 1 - IoU", 1 - worst_iou(got["masks"], want["masks"]), 1e-3)


def make(fixtures: Path, model: Sam3TrackerVideoModel) -> None:
    """goldens/sam3-tracker.json + .bin; the graphs must be there."""
    folder = fixtures / "sam3-video"
    about = "Sam3TrackerVideoModel (tiny) of transformers: points and boxes on pictures"
    golden = Golden(about, manifests=["../sam3-video/image-only.json", "../sam3-video/onnx-bundle.json"])
    pixels = sam3_picture_tensors()
    memory = model.no_memory_embedding.detach().numpy()
    cases = []
    for index, case in enumerate(CASES):
        size = PICTURES[case["picture"]][:2]
        raw = by_torch(model, pixels[case["picture"]], case, size)
        want = chosen(*raw, size)
        demand(f"case {index}: closeness of candidates", -float(want["lead"]), -1e-4)
        demand(f"case {index}: closeness of presence", -float(np.abs(want["objectScore"]).min()), -1e-3)
        for encoder, added in (("tracker-encoder-no-memory.onnx", None), ("tracker-encoder.onnx", memory)):
            got = chosen(*by_graphs(folder, encoder, added, pixels[case["picture"]], case, size), size)
            check(f"case {index}", got, want)
        names = ("candidate", "iou", "objectScore", "score", "present")
        made = {key: golden.add(f"case{index}.{key}", want[key]) for key in names}
        made["masks"] = golden.add_mask(f"case{index}.masks", want["masks"])
        if index in (0, 4, 6):
            made |= {f"raw.{key}": golden.add(f"case{index}.raw.{key}", value) for key, value in zip(("iou", "masks", "objectScore"), raw, strict=True)}
        cases.append({**case, "objects": len(want["score"]), **made})
        share = want["masks"].mean(axis=(1, 2)).round(2).tolist()
        print(f"    case {index}: {np.round(want['objectScore'], 2).tolist()} {np.round(want['iou'], 2).tolist()} area {share}")
    golden.content["cases"] = cases
    golden.write(fixtures / "goldens" / "sam3-tracker")
