"""
Frames and a phrase -> tracks: detector, memory and the twelve steps of section 4.3 together, by PyTorch with the tiny
networks. Masks of detections and tracks both have the decoder's size here; what goes to memory is resized to the
network's input size (bilinear) first, which is what the memory encoder's graph takes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor
from transformers import Sam3Model, Sam3TrackerVideoModel

from goldens.association import Association, Detection, Frame
from goldens.association import Track as Object
from goldens.compare import demand, largest, worst_iou
from goldens.inputs import SAM_SIZE, sam3_frame_tensors
from goldens.memory import Networks, Prompt, Seen, TorchNetworks, Track
from goldens.memory_graphs import GraphNetworks
from goldens.pictures import FRAMES, VIDEO_SIZE
from goldens.sam3_image import by_graphs, by_torch
from lib.golden import Golden
from sam3_image import tiny_model

CONFIG: dict[str, Any] = {"hotstart": [4, 3, 3], "reconditionEvery": 5, "newDet": 0.6}
"""Twelve frames are too few for the defaults; CASES[1] takes the profile without a hot start."""
CASES: list[dict[str, Any]] = [
    {"prompts": ["ball"], "config": CONFIG},
    {"prompts": ["box", "the disc on the left"], "config": {**CONFIG, "hotstart": [0, 0, 0]}},
]


class TextTracker:
    """One video; networks and detections are passed in."""

    def __init__(self, networks: Networks, detections: list[list[list[Detection]]], pixels: list[Tensor], config: dict[str, Any]) -> None:
        self.networks, self.detections = networks, detections
        with torch.no_grad():
            self.maps = [networks.encode(frame) for frame in pixels]
        self.objects: dict[int, Track] = {}
        self.seen: dict[int, Seen] = {}
        self.association = Association(self.propagate, **config)

    def propagate(self, one: Object, at: int) -> tuple[np.ndarray, float]:
        """Step 2: the track's mask, without a memory of it yet."""
        track, maps = self.objects[one.id], self.maps[at]
        emb = self.networks.attend(maps[2], track.memories(at, False), track.pointers(at, False))
        self.seen[one.id] = self.networks.decode(maps, emb, None)
        return self.seen[one.id].mask[0, 0].double().numpy(), float(self.seen[one.id].score)

    def step(self, at: int) -> Frame:
        """All twelve steps of one frame."""
        self.seen = {}
        with torch.no_grad():
            frame = self.association.step(at, self.detections[at])
            for id_, mask in frame.memory.items():
                if id_ in frame.new:
                    self.start(at, id_, mask)
                else:
                    self.write(at, id_, mask, id_ in frame.reconditioned)
        return frame

    def write(self, at: int, id_: int, mask: np.ndarray, conditioning: bool) -> None:
        """Step 9's mask becomes the memory; its area stands for the object score. The pointer is the decoder's."""
        seen, track = self.seen[id_], self.objects[id_]
        seen.high = self.large(mask)
        seen.score = torch.full((1, 1), 10.0 if (mask > 0).any() else -10.0)
        seen.mem, seen.pos = self.networks.remember(seen, self.maps[at][2], False)
        (track.conditioning if conditioning else track.recent)[at] = seen

    def start(self, at: int, id_: int, mask: np.ndarray) -> None:
        """Step 10: the detection's mask (logit >= 0.5), resized to the network's size and >= 0.5 there, is the seed."""
        binary = torch.from_numpy(mask > 0).float()[None, None]
        size = (SAM_SIZE, SAM_SIZE)
        given = (F.interpolate(binary, size=size, mode="bilinear", align_corners=False) >= 0.5).float()
        self.objects[id_] = Track(self.networks)
        self.objects[id_].seed(at, self.maps[at], Prompt(mask=given))

    @staticmethod
    def large(mask: np.ndarray) -> Tensor:
        """Logits at the network's size."""
        size = (SAM_SIZE, SAM_SIZE)
        return F.interpolate(torch.from_numpy(mask).float()[None, None], size=size, mode="bilinear", align_corners=False)


def detected(outs: list[dict[str, Tensor]]) -> list[list[Detection]]:
    """All queries of each prompt on one frame."""
    found = []
    for prompt, out in enumerate(outs):
        scores = out["logits"][0].sigmoid() * out["presence"][0].sigmoid()
        masks = out["masks"][0].double().numpy()
        found.append([Detection(mask, float(score), prompt) for mask, score in zip(masks, scores, strict=True)])
    return found


def shown(frame: Frame, ids: list[int]) -> np.ndarray:
    """Masks at the frame's size, resized logits > 0."""
    width, height = VIDEO_SIZE
    if not ids:
        return np.zeros((0, height, width), bool)
    low = torch.from_numpy(np.stack([frame.masks[id_] for id_ in ids])).float()[None]
    return (F.interpolate(low, size=(height, width), mode="bilinear", align_corners=False)[0] > 0).numpy()


def run(tracker: TextTracker) -> tuple[list[Frame], list[list[tuple[int, list[int]]]]]:
    """Frames, and what is given out after each."""
    frames, out = [], []
    for at in range(FRAMES):
        frames.append(tracker.step(at))
        out.append(tracker.association.outputs(at, frames[-1], at == FRAMES - 1))
    return frames, out


def check(at: str, got: Frame, want: Frame) -> None:
    """The bars of the issue, for all tracks, shown or not."""
    ids = sorted(want.masks)
    demand(f"{at}: scores", largest(*(np.array([f.scores[id_] for id_ in ids]) for f in (got, want))), 1e-4)
    demand(f"{at}: 1 - IoU", 1 - worst_iou(shown(got, ids), shown(want, ids)), 1e-3)


def add_case(golden: Golden, key: str, case: dict[str, Any], frames: list[Frame], out: list) -> dict[str, Any]:
    """Per frame: ids given out (whenever that is), their masks and scores, and the decisions."""
    given = {index: ids for step in out for index, ids in step}
    listed = []
    for at, frame in enumerate(frames):
        ids = given[at]
        masks = golden.add_mask(f"{key}.frame{at}", shown(frame, ids))
        entry: dict[str, Any] = {"ids": ids, "masks": masks, "scores": [frame.scores[id_] for id_ in ids], "kept": frame.kept}
        entry |= {"new": {str(k): v for k, v in frame.new.items()}, "removed": sorted(frame.removed), "occluded": sorted(frame.occluded)}
        entry |= {"unmatched": sorted(frame.unmatched), "reconditioned": {str(k): v for k, v in sorted(frame.reconditioned.items())}}
        listed.append({**entry, "alive": {str(k): v for k, v in sorted(frame.alive.items())}})
    return {**case, "frames": listed, "givenOutAt": [[index for index, _ in step] for step in out]}


def make(fixtures: Path, tracker: Sam3TrackerVideoModel, detector: Sam3Model | None = None) -> None:
    """goldens/text-video.json + .bin; the graphs must be there."""
    detector = detector or tiny_model()
    pixels = sam3_frame_tensors()
    manifests = ["../sam3-pcs/onnx-bundle.json", "../sam3-video/onnx-bundle.json"]
    golden = Golden("Detector, memory and association of the tiny SAM 3 over 12 frames", manifests=manifests, frames=FRAMES)
    cases = []
    for index, case in enumerate(CASES):
        prompts = [{"text": text, "picture": "frame"} for text in case["prompts"]]
        ours = [detected([by_torch(detector, frame, p, VIDEO_SIZE) for p in prompts]) for frame in pixels]
        theirs = [detected([by_graphs(fixtures / "sam3-pcs", frame, p, VIDEO_SIZE) for p in prompts]) for frame in pixels]
        frames, out = run(TextTracker(TorchNetworks(tracker), ours, pixels, case["config"]))
        again, out2 = run(TextTracker(GraphNetworks(fixtures / "sam3-video"), theirs, pixels, case["config"]))
        if out != out2 or [f.new for f in frames] != [f.new for f in again]:
            raise SystemExit(f"text video {index}: the graphs give other tracks than PyTorch")
        for at, (want, got) in enumerate(zip(frames, again, strict=True)):
            check(f"text video {index}, frame {at}", got, want)
        cases.append(add_case(golden, f"case{index}", case, frames, out))
        print(f"    {case['prompts']}: {[len(entry['ids']) for entry in cases[-1]['frames']]} shown, {sum(len(f.new) for f in frames)} made, {sum(len(f.removed) for f in frames)} removed")
    golden.content["cases"] = cases
    golden.write(fixtures / "goldens" / "text-video")
