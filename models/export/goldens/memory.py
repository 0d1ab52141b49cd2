"""
Section 4.2 in plain words: which memories and pointers of an object a frame sees, and what it leaves behind. The
networks are passed in, so that the same statement runs with transformers' modules and with the exported graphs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

import torch
import torch.nn.functional as F
from torch import Tensor
from transformers import Sam3TrackerVideoModel
from transformers.models.sam3_tracker_video.modeling_sam3_tracker_video import get_1d_sine_pe

SLOTS = 7
"""Memories of recent frames and one: rows of the table of temporal codes."""
CONDITIONING = 4
POINTERS = 16


@dataclass
class Prompt:
    """Points in pixels of the input with labels (1, 0; corners of a box 2, 3), or a mask of the input's size."""

    points: list[list[float]] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    mask: Tensor | None = None


@dataclass
class Seen:
    """What one frame leaves behind."""

    mask: Tensor
    high: Tensor
    pointer: Tensor
    score: Tensor
    iou: Tensor
    mem: Tensor | None = None
    pos: Tensor | None = None
    rows: list[int] = field(default_factory=list)
    times: list[int] = field(default_factory=list)


class Networks(Protocol):
    """Encoder, memory attention, decoder and memory encoder; maps are hr0, hr1, emb without the empty memory in it."""

    def encode(self, pixels: Tensor) -> tuple[Tensor, ...]: ...
    def no_memory(self, emb: Tensor) -> Tensor: ...
    def attend(self, emb: Tensor, memories: list[tuple[Seen, int]], pointers: list[tuple[Seen, int]]) -> Tensor: ...
    def decode(self, maps: tuple[Tensor, ...], emb: Tensor, prompt: Prompt | None) -> Seen: ...
    def remember(self, seen: Seen, emb: Tensor, from_prompt: bool) -> tuple[Tensor, Tensor]: ...


class Track:
    """One object. Frames with a prompt condition it; the others follow, in either direction."""

    def __init__(self, networks: Networks) -> None:
        self.networks = networks
        self.conditioning: dict[int, Seen] = {}
        self.recent: dict[int, Seen] = {}

    def seed(self, frame: int, maps: tuple[Tensor, ...], prompt: Prompt) -> Seen:
        """A frame with a prompt: no memory is read; with a mask not even the empty one is added."""
        emb = maps[2] if prompt.mask is not None else self.networks.no_memory(maps[2])
        seen = self.networks.decode(maps, emb, prompt)
        seen.mem, seen.pos = self.networks.remember(seen, maps[2], True)
        self.conditioning[frame] = seen
        return seen

    def step(self, frame: int, maps: tuple[Tensor, ...], reverse: bool = False) -> Seen:
        """A frame without a prompt."""
        if frame in self.conditioning:
            return self.conditioning[frame]
        memories, pointers = self.memories(frame, reverse), self.pointers(frame, reverse)
        emb = self.networks.attend(maps[2], memories, pointers)
        seen = self.networks.decode(maps, emb, None)
        seen.mem, seen.pos = self.networks.remember(seen, maps[2], False)
        seen.rows, seen.times = [row for _, row in memories], [time for _, time in pointers]
        self.recent[frame] = seen
        return seen

    def nearest(self, frame: int) -> list[int]:
        """At most four: the closest before, the closest at or after, then by distance (ties: the earlier made)."""
        frames = list(self.conditioning)
        if len(frames) <= CONDITIONING:
            return frames
        before = max((t for t in frames if t < frame), default=None)
        after = min((t for t in frames if t >= frame), default=None)
        found = [t for t in (before, after) if t is not None]
        others = sorted((t for t in frames if t not in found), key=lambda t: abs(t - frame))
        return found + others[: CONDITIONING - len(found)]

    def memories(self, frame: int, reverse: bool) -> list[tuple[Seen, int]]:
        """With the row of the temporal table: the last one for conditioning frames, distance - 1 for others."""
        chosen = self.nearest(frame)
        others = {t: seen for t, seen in self.conditioning.items() if t not in chosen}
        found = [(self.conditioning[t], SLOTS - 1) for t in chosen]
        for offset in range(SLOTS - 1, 0, -1):
            at = frame + offset if reverse else frame - offset
            seen = self.recent.get(at, others.get(at))
            if seen is not None:
                found.append((seen, offset - 1))
        return found

    def pointers(self, frame: int, reverse: bool) -> list[tuple[Seen, int]]:
        """With the distance in frames: conditioning frames that came before in the direction of travel, then recent ones."""
        sign = -1 if reverse else 1
        found = [(seen, (frame - t) * sign) for t, seen in self.conditioning.items() if (frame - t) * sign >= 0]
        for offset in range(1, POINTERS):
            seen = self.recent.get(frame - offset * sign)
            if seen is not None:
                found.append((seen, offset))
        return found


class TorchNetworks:
    """transformers' modules; memories stay float32 (transformers rounds them to bfloat16)."""

    def __init__(self, model: Sam3TrackerVideoModel) -> None:
        self.model = model
        self.furthest = float(POINTERS - 1)

    def encode(self, pixels: Tensor) -> tuple[Tensor, ...]:
        out = self.model.get_image_features(pixels, return_dict=True)
        sizes = self.model.backbone_feature_sizes
        flat = zip(out.fpn_hidden_states, sizes, strict=True)
        self.position = out.fpn_position_encoding[-1]
        return tuple(value.permute(1, 2, 0).reshape(1, -1, *size) for value, size in flat)

    def no_memory(self, emb: Tensor) -> Tensor:
        return emb + self.model.no_memory_embedding.reshape(1, -1, 1, 1)

    def attend(self, emb: Tensor, memories: list[tuple[Seen, int]], pointers: list[tuple[Seen, int]]) -> Tensor:
        model = self.model
        flat = [seen.mem.flatten(2).permute(2, 0, 1) for seen, _ in memories]
        where = [seen.pos.flatten(2).permute(2, 0, 1) + model.memory_temporal_positional_encoding[row] for seen, row in memories]
        times = torch.tensor([float(time) for _, time in pointers]) / self.furthest
        code = model.temporal_positional_encoding_projection_layer(get_1d_sine_pe(times, dim=model.hidden_dim))
        parts = max(1, model.hidden_dim // model.mem_dim)
        tokens = torch.cat([seen.pointer.reshape(parts, 1, -1) for seen, _ in pointers])
        fused = model.memory_attention(
            current_vision_features=emb.flatten(2).permute(2, 0, 1),
            current_vision_position_embeddings=self.position,
            memory=torch.cat([*flat, tokens]),
            memory_posision_embeddings=torch.cat([*where, code.repeat_interleave(parts, 0)[:, None]]),
            num_object_pointer_tokens=len(tokens),
        )
        return fused.squeeze(1).transpose(1, 2).reshape(emb.shape)

    def decode(self, maps: tuple[Tensor, ...], emb: Tensor, prompt: Prompt | None) -> Seen:
        if prompt is not None and prompt.mask is not None:
            out = self.model._use_mask_as_output(maps[2], list(maps[:2]), prompt.mask)
        else:
            given: dict[str, Any] = {}
            if prompt is not None:
                given = {"input_points": torch.tensor([[prompt.points]]), "input_labels": torch.tensor([[prompt.labels]])}
            multi = self.model._use_multimask(prompt is not None, {"point_labels": given["input_labels"]} if given else None)
            out = self.model._single_frame_forward(**given, image_embeddings=[*maps[:2], emb], multimask_output=multi)
        low, high = out.pred_masks.reshape(1, 1, *out.pred_masks.shape[-2:]), out.high_res_masks
        iou = out.iou_scores.reshape(1, -1).max(1, keepdim=True).values
        return Seen(low, high.reshape(1, 1, *high.shape[-2:]), out.object_pointer.reshape(1, -1), out.object_score_logits.reshape(1, 1), iou)

    def remember(self, seen: Seen, emb: Tensor, from_prompt: bool) -> tuple[Tensor, Tensor]:
        model = self.model
        size = 4 * model.prompt_encoder.mask_input_size[0]
        mask = F.interpolate(seen.high, size=(size, size), mode="bilinear", align_corners=False)
        mask = (mask > 0).float() if from_prompt else mask.sigmoid()
        mem, pos = model.memory_encoder(emb, mask * 20.0 - 10.0)
        if not bool(seen.score > 0):
            mem = mem + model.occlusion_spatial_embedding_parameter.reshape(1, -1, 1, 1)
        return mem, pos
