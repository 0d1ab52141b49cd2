"""Pictures and prompts -> masks, boxes and scores of the tiny SAM 3 detector, by PyTorch."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor
from transformers import Sam3Model

from goldens.compare import demand, largest, worst_iou
from goldens.inputs import picture_path, sam3_normalised, stretched, stretched_by_pillow
from goldens.pictures import PICTURES, rgb
from lib.golden import Golden
from lib.onnxio import run_onnx
from sam3_image import MAPS, OUTPUTS, boxes_of, ids, tiny_model

LONG = "the ball on the left of the box " * 8
CASES: list[dict[str, Any]] = [
    {"picture": "room", "text": "ball"},
    {"picture": "room", "text": "elephant"},
    {"picture": "room", "text": LONG},
    {"picture": "room", "promptBoxes": [[20, 30, 70, 90, 1]]},
    {"picture": "room", "text": "ball", "promptBoxes": [[28, 30, 75, 90, 0]]},
    {"picture": "shelf", "text": "the disc on the left"},
    {"picture": "shelf", "text": "snow"},
    {"picture": "shelf", "text": "box", "promptBoxes": [[10, 10, 60, 60, 1], [50, 80, 115, 150, 1], [0, 100, 40, 159, 0]]},
    {"picture": "odd", "text": "Box"},
    {"picture": "odd", "text": "box", "promptBoxes": [[5.5, 10.25, 90.75, 58.5, 1], [40, 5, 60, 30, 1]]},
    {"picture": "alpha", "text": "box"},
    {"picture": "wide", "text": "ball"},
    {"picture": "wide", "text": "elephant", "promptBoxes": [[30, 30, 300, 190, 1]]},
]
THRESHOLD = 0.5
CLOSE = 1e-3
"""No score of a fixture is so close to the threshold."""


def encoded(text: str) -> tuple[Tensor, Tensor]:
    """Ids and mask of one phrase."""
    return ids([text])


def unit_boxes(boxes: list[list[float]], width: int, height: int) -> tuple[Tensor, Tensor]:
    """x0, y0, x1, y1, label in pixels -> cxcywh in 0..1, and labels."""
    made = [[(a + c) / 2 / width, (b + d) / 2 / height, (c - a) / width, (d - b) / height] for a, b, c, d, _ in boxes]
    return torch.tensor([made]), torch.tensor([[int(box[4]) for box in boxes]])


def by_torch(model: Sam3Model, pixels: Tensor, case: dict[str, Any], size: tuple[int, int]) -> dict[str, Tensor]:
    """transformers' own forward; without boxes the geometry encoder is skipped."""
    tokens, mask = encoded(case.get("text", "visual"))
    boxes, labels = unit_boxes(case["promptBoxes"], *size) if "promptBoxes" in case else (None, None)
    with torch.no_grad():
        out = model(
            pixel_values=pixels, input_ids=tokens, attention_mask=mask, input_boxes=boxes, input_boxes_labels=labels
        )
    return {key: out[name] for key, name in OUTPUTS.items()}


def by_graphs(folder: Path, pixels: Tensor, case: dict[str, Any], size: tuple[int, int]) -> dict[str, Tensor]:
    """The same with the exported graphs."""
    tokens, mask = encoded(case.get("text", "visual"))
    absent = (boxes_of([0.0, 0.0, 0.0, 0.0]), torch.tensor([[-10]]))
    boxes, labels = unit_boxes(case["promptBoxes"], *size) if "promptBoxes" in case else absent
    maps = run_onnx(folder / "vision-encoder.onnx", {"images": pixels})
    text, valid = run_onnx(folder / "text-encoder.onnx", {"input_ids": tokens, "attention_mask": mask})
    feeds = dict(zip(MAPS.values(), maps, strict=True)) | {"text_features": text, "text_mask": valid}
    tensors = {name: torch.from_numpy(value) for name, value in feeds.items()}
    tensors |= {"input_boxes": boxes, "input_boxes_labels": labels}
    out = run_onnx(folder / "decoder.onnx", tensors)
    return {key: torch.from_numpy(value) for key, value in zip(OUTPUTS, out, strict=True)}


def kept(out: dict[str, Tensor], size: tuple[int, int], presence: bool = True, threshold: float = THRESHOLD) -> dict[str, np.ndarray]:
    """Section 2.4: scores, threshold (strictly above), boxes in pixels, masks by resized logits > 0."""
    width, height = size
    scores = out["logits"][0].sigmoid()
    if presence:
        scores = scores * out["presence"][0].sigmoid()
    keep = (scores > threshold).nonzero()[:, 0]
    masks = torch.zeros(0, height, width)
    if len(keep) > 0:
        masks = F.interpolate(out["masks"][:, keep], size=(height, width), mode="bilinear", align_corners=False)[0]
    boxes = out["boxes"][0, keep] * torch.tensor([width, height, width, height])
    found = {"queries": keep.to(torch.int32), "scores": scores[keep], "boxes": boxes, "masks": masks > 0}
    margin = (scores - threshold).abs().min()
    return {name: value.numpy() for name, value in found.items()} | {"margin": margin.numpy()}


def check(folder: Path, model: Sam3Model, pixels: Tensor, case: dict[str, Any], size: tuple[int, int], want: dict[str, np.ndarray]) -> None:
    """The bars of the issue, with the graphs in Python."""
    got = kept(by_graphs(folder, pixels, case, size), size)
    name = f"{case['picture']} {case.get('text', '')[:20]}"
    demand(f"{name}: queries", largest(got["queries"], want["queries"]), 0)
    demand(f"{name}: scores", largest(got["scores"], want["scores"]), 1e-4)
    demand(f"{name}: boxes, px", largest(got["boxes"], want["boxes"]), 0.5)
    demand(f"{name}: 1 - IoU", 1 - worst_iou(got["masks"], want["masks"]), 1e-3)


def add_result(golden: Golden, key: str, want: dict[str, np.ndarray]) -> dict[str, Any]:
    """Arrays of one case."""
    return {
        "count": len(want["scores"]),
        "queries": golden.add(f"{key}.queries", want["queries"]),
        "scores": golden.add(f"{key}.scores", want["scores"]),
        "boxes": golden.add(f"{key}.boxes", want["boxes"]),
        "masks": golden.add_mask(f"{key}.masks", want["masks"]),
        "margin": float(want["margin"]),
    }


def add_pictures(golden: Golden) -> dict[str, Tensor]:
    """What the networks take, as bytes (normalised: x / 127.5 - 1), by torchvision and by Pillow."""
    made, listed = {}, []
    for name, (width, height, _) in PICTURES.items():
        picture = rgb(picture_path(name))
        ours, pillow = stretched(picture), stretched_by_pillow(picture)
        made[name] = sam3_normalised(ours)
        listed.append(
            {
                "picture": name,
                "file": f"../pictures/{name}.png",
                "width": width,
                "height": height,
                "input": golden.add(f"{name}.input", ours.permute(1, 2, 0).contiguous()),
                "byPillow": golden.add(f"{name}.byPillow", pillow.permute(1, 2, 0).contiguous()),
                "largestDifference": int((ours.int() - pillow.int()).abs().max()),
            }
        )
    golden.content["pictures"] = listed
    return made


def add_stages(golden: Golden, model: Sam3Model, pixels: dict[str, Tensor]) -> None:
    """All tensors between the graphs for one picture and one phrase."""
    case = CASES[0]
    size = PICTURES[case["picture"]][:2]
    tokens, mask = encoded(case["text"])
    with torch.no_grad():
        vision = model.get_vision_features(pixels[case["picture"]])
        text = model.get_text_features(input_ids=tokens, attention_mask=mask, return_dict=True).pooler_output
    out = by_torch(model, pixels[case["picture"]], case, size)
    stages = {f"fpn{i}": vision.fpn_hidden_states[i] for i in range(3)} | {"pos2": vision.fpn_position_encoding[2]}
    stages |= {"tokens": tokens, "mask": mask, "text": text}
    stages |= {f"decoder.{key}": value for key, value in out.items()}
    golden.content["stages"] = {"case": 0, **{key: golden.add(f"stages.{key}", value) for key, value in stages.items()}}


def variants(golden: Golden, folder: Path, model: Sam3Model, pixels: dict[str, Tensor]) -> list[dict[str, Any]]:
    """The text-only bundle (no presence, threshold 0.6) and the one that pads with 0, on cases without boxes."""
    listed = []
    for file, presence in (("text-only.json", False), ("pad-zero.json", True)):
        threshold = json.loads((folder / file).read_text())["post"]["pcs"]["scoreThreshold"]
        for index in (0, 1, 5, 11):
            case = CASES[index]
            size = PICTURES[case["picture"]][:2]
            want = kept(by_torch(model, pixels[case["picture"]], case, size), size, presence, threshold)
            demand(f"{file} {index}: -margin", -float(want["margin"]), -CLOSE)
            listed.append({"manifest": file, "case": index, **add_result(golden, f"{file[:-5]}.{index}", want)})
    return listed


def make(fixtures: Path) -> None:
    """goldens/sam3-image.json + .bin; the graphs must be there."""
    model = tiny_model()
    folder = fixtures / "sam3-pcs"
    golden = Golden("Sam3Model (tiny) of transformers on pictures", manifest="../sam3-pcs/onnx-bundle.json", threshold=THRESHOLD)
    pixels = add_pictures(golden)
    cases = []
    for index, case in enumerate(CASES):
        size = PICTURES[case["picture"]][:2]
        want = kept(by_torch(model, pixels[case["picture"]], case, size), size)
        demand(f"case {index}: -margin", -float(want["margin"]), -CLOSE)
        check(folder, model, pixels[case["picture"]], case, size, want)
        other = sam3_normalised(stretched_by_pillow(rgb(picture_path(case["picture"]))))
        moved = kept(by_torch(model, other, case, size), size)
        same = np.array_equal(moved["queries"], want["queries"])
        sensitive = {"sameQueries": bool(same), "iou": round(worst_iou(moved["masks"], want["masks"]), 5) if same else None}
        sensitive |= {"scores": float(f"{largest(moved['scores'], want['scores']):.1e}") if same else None}
        cases.append({**case, **add_result(golden, f"case{index}", want), "withPillowsInput": sensitive})
        print(f"    case {index}: {cases[-1]['count']} kept, margin {cases[-1]['margin']:.4f}, {sensitive}")
    golden.content["cases"] = cases
    golden.content["variants"] = variants(golden, folder, model, pixels)
    add_stages(golden, model, pixels)
    golden.write(fixtures / "goldens" / "sam3-image")
