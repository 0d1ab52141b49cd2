"""The networks of goldens/memory.py as exported graphs."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from torch import Tensor

from goldens.memory import Prompt, Seen
from lib.onnxio import session


class GraphNetworks:
    """onnxruntime on the files of a video bundle."""

    def __init__(self, folder: Path) -> None:
        names = ("tracker-encoder", "memory-attention", "memory-decoder", "memory-encoder")
        self.sessions = {name: session(folder / f"{name}.onnx") for name in names}
        self.added = torch.tensor(json.loads((folder / "video-constants.json").read_text())["noMemEmbed"])
        self.size = self.sessions["memory-encoder"].get_inputs()[0].shape[-1]

    def run(self, name: str, feeds: dict[str, Tensor]) -> list[Tensor]:
        """Named feeds in, tensors out."""
        out = self.sessions[name].run(None, {key: value.numpy() for key, value in feeds.items()})
        return [torch.from_numpy(value) for value in out]

    def encode(self, pixels: Tensor) -> tuple[Tensor, ...]:
        return tuple(self.run("tracker-encoder", {"pixel_values": pixels}))

    def no_memory(self, emb: Tensor) -> Tensor:
        return emb + self.added.reshape(1, -1, 1, 1)

    def attend(self, emb: Tensor, memories: list[tuple[Seen, int]], pointers: list[tuple[Seen, int]]) -> Tensor:
        feeds = {
            "current_vision_feat": emb,
            "memory_obj_ptrs": torch.cat([seen.pointer for seen, _ in pointers]),
            "memory_obj_tpos": torch.tensor([float(time) for _, time in pointers]),
            "memory_mask_feats": torch.cat([seen.mem for seen, _ in memories]),
            "memory_mask_pos": torch.cat([seen.pos for seen, _ in memories]),
            "memory_mask_tpos_idx": torch.tensor([row for _, row in memories]),
        }
        return self.run("memory-attention", feeds)[0]

    def decode(self, maps: tuple[Tensor, ...], emb: Tensor, prompt: Prompt | None) -> Seen:
        points, labels = torch.zeros(1, 1, 2), torch.full((1, 1), -1, dtype=torch.int32)
        mask = torch.zeros(1, 1, self.size, self.size)
        if prompt is not None and prompt.mask is not None:
            mask = prompt.mask
        elif prompt is not None:
            points, labels = torch.tensor([prompt.points]), torch.tensor([prompt.labels], dtype=torch.int32)
        feeds = {
            "point_coords": points,
            "point_labels": labels,
            "mask_input": mask,
            "has_mask_input": torch.tensor([float(prompt is not None and prompt.mask is not None)]),
            "image_embed": emb,
            "high_res_feats_0": maps[0],
            "high_res_feats_1": maps[1],
        }
        pointer, low, high, score, iou = self.run("memory-decoder", feeds)
        return Seen(low, high, pointer, score, iou)

    def remember(self, seen: Seen, emb: Tensor, from_prompt: bool) -> tuple[Tensor, Tensor]:
        feeds = {
            "pred_mask_high_res": seen.high,
            "current_vision_feat": emb,
            "object_score_logits": seen.score,
            "is_mask_from_points": torch.tensor([float(from_prompt)]),
        }
        return tuple(self.run("memory-encoder", feeds))
