"""Modules around transformers' Sam3TrackerVideoModel whose inputs and outputs are what the graphs have."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from transformers import Sam3TrackerVideoModel
from transformers.models.sam3_tracker_video.modeling_sam3_tracker_video import NO_OBJ_SCORE, get_1d_sine_pe


def resized(masks: Tensor, size: int) -> Tensor:
    """Bilinear, as torch does it with align_corners false."""
    return F.interpolate(masks, size=(size, size), mode="bilinear", align_corners=False)


class TrackerEncoder(nn.Module):
    """
    Normalised picture -> two maps for the decoder's upscaling and the embedding. `no_memory` adds the embedding that
    stands for an empty memory to the third. transformers' own get_image_embeddings adds it to the last level of the
    pyramid, which is the third only when there are three.
    """

    def __init__(self, model: Sam3TrackerVideoModel, no_memory: bool) -> None:
        super().__init__()
        self.encoder = model.vision_encoder
        self.conv_s0 = model.mask_decoder.conv_s0
        self.conv_s1 = model.mask_decoder.conv_s1
        self.added = model.no_memory_embedding if no_memory else None

    def forward(self, pixel_values: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        maps = self.encoder(pixel_values).fpn_hidden_states
        emb = maps[2] if self.added is None else maps[2] + self.added.reshape(1, -1, 1, 1)
        return self.conv_s0(maps[0]), self.conv_s1(maps[1]), emb


class PromptDecoder(nn.Module):
    """What both decoders share: prompts and maps -> masks, predicted IoU, output tokens, object score."""

    def __init__(self, model: Sam3TrackerVideoModel) -> None:
        super().__init__()
        self.prompts = model.prompt_encoder
        self.decoder = model.mask_decoder
        with torch.no_grad():
            self.register_buffer("positions", model.get_image_wide_positional_embeddings().clone())

    def decode(self, sparse: Tensor, dense: Tensor, maps: tuple[Tensor, Tensor, Tensor], multi: bool) -> tuple[Tensor, ...]:
        """maps: hr0, hr1, emb."""
        return self.decoder(
            image_embeddings=maps[2],
            image_positional_embeddings=self.positions,
            sparse_prompt_embeddings=sparse,
            dense_prompt_embeddings=dense,
            multimask_output=multi,
            high_resolution_features=[maps[0], maps[1]],
        )

    def no_mask(self) -> Tensor:
        """The dense embedding when no mask is given."""
        height, width = self.prompts.image_embedding_size
        return self.prompts.no_mask_embed.weight.reshape(1, -1, 1, 1).expand(1, -1, height, width)


class TrackerDecoder(PromptDecoder):
    """
    Points and boxes of any number of objects -> three candidates each. No points: a second axis of size 0. No boxes:
    zeros, whose corner tokens are then left out, as if there were no box input.
    """

    def forward(
        self, points: Tensor, labels: Tensor, boxes: Tensor, hr0: Tensor, hr1: Tensor, emb: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        clicked = self.prompts._embed_points(points, labels, pad=False)
        corners = self.prompts._embed_boxes(boxes)
        tokens = torch.cat([clicked, corners], dim=2)
        boxed = (boxes != 0).any().reshape(1)
        kept = torch.cat([torch.ones_like(labels[0, 0], dtype=torch.bool), boxed, boxed, torch.ones_like(boxed)])
        sparse = tokens.index_select(2, kept.nonzero()[:, 0])
        masks, iou, _, score = self.decode(sparse, self.no_mask(), (hr0, hr1, emb), multi=True)
        return iou, masks, score


class MemoryDecoder(PromptDecoder):
    """
    One object: a prompt (or none) and features with memory in them -> mask, pointer, object score. With at most one
    point the best of three candidates counts, else the single mask unless it is unstable. `has_mask` 1: the mask is
    the answer, and the decoder only makes the pointer.
    """

    def __init__(self, model: Sam3TrackerVideoModel) -> None:
        super().__init__(model)
        self.size = model.image_size
        self.low = self.prompts.mask_input_size[0]
        self.pointer = model.object_pointer_proj
        self.absent = model.no_object_pointer
        self.shrink = model.mask_downsample
        eye = torch.eye(self.size)[None, None]
        rows = F.interpolate(eye, size=(self.low, self.size), mode="bilinear", align_corners=False, antialias=True)
        self.register_buffer("rows", rows[0, 0])

    def forward(
        self,
        points: Tensor,
        labels: Tensor,
        mask: Tensor,
        has_mask: Tensor,
        emb: Tensor,
        hr0: Tensor,
        hr1: Tensor,
    ) -> tuple[Tensor, ...]:
        sparse = self.prompts._embed_points(points[:, None], labels[:, None].long(), pad=True)
        given = has_mask.reshape(1, 1, 1, 1) > 0
        dense = torch.where(given, self.prompts.mask_embed(resized(self.shrink(mask), self.low)), self.no_mask())
        low, iou, token, score = self._choose(sparse, dense, (hr0, hr1, emb), (labels >= 0).sum() <= 1)
        low = torch.where(score[..., None] > 0, low, NO_OBJ_SCORE)
        high = resized(low, self.size)
        pointer = self._pointer(self.pointer(token), score)
        return self._seeded(pointer, low, high, score, iou, mask, given)

    def _choose(self, sparse: Tensor, dense: Tensor, maps: tuple[Tensor, ...], multi: Tensor) -> tuple[Tensor, ...]:
        masks, ious, tokens, score = self.decode(sparse, dense, maps, multi=True)
        best = ious.argmax(dim=2).reshape(1)
        low, iou, token = (value.index_select(2, best) for value in (masks, ious, tokens))
        one_low, one_iou, one_token, _ = self.decode(sparse, dense, maps, multi=False)
        return (
            torch.where(multi, low, one_low)[:, 0],
            torch.where(multi, iou, one_iou)[:, 0],
            torch.where(multi, token, one_token)[:, 0, 0],
            score[:, 0],
        )

    def _pointer(self, pointer: Tensor, score: Tensor) -> Tensor:
        seen = (score > 0).float()
        return seen * pointer + (1 - seen) * self.absent

    def _seeded(self, pointer: Tensor, low: Tensor, high: Tensor, score: Tensor, iou: Tensor, mask: Tensor, given: Tensor) -> tuple:
        """Where a mask was given, it replaces what the decoder found."""
        logits = mask * 20.0 - 10.0
        some = (mask > 0).any().reshape(1, 1).float() * 20.0 - 10.0
        flag = given[:, :, 0, 0]
        pointer = torch.where(flag, self._pointer(pointer, some), pointer)
        low = torch.where(given, self.rows @ logits @ self.rows.T, low)
        high = torch.where(given, logits, high)
        return pointer, low, high, torch.where(flag, some, score), torch.where(flag, torch.ones_like(iou), iou)


class MemoryAttention(nn.Module):
    """Features of a frame, memories and pointers of earlier ones -> features with memory in them."""

    def __init__(self, model: Sam3TrackerVideoModel) -> None:
        super().__init__()
        self.attention = model.memory_attention
        self.table = model.memory_temporal_positional_encoding
        self.project = model.temporal_positional_encoding_projection_layer
        self.width = model.mem_dim
        self.hidden = model.hidden_dim
        self.furthest = float(model.config.max_object_pointers_in_encoder - 1)
        size = model.backbone_feature_sizes[-1]
        self.grid = tuple(size)
        shape = (1, self.hidden, *size)
        code = model.vision_encoder.neck.position_encoding(torch.Size(shape), torch.device("cpu"), torch.float32)
        self.register_buffer("positions", code.flatten(2).permute(2, 0, 1).clone())

    def forward(self, emb: Tensor, ptrs: Tensor, times: Tensor, mem: Tensor, mem_pos: Tensor, rows: Tensor) -> Tensor:
        spatial = mem.flatten(2).permute(0, 2, 1).reshape(-1, 1, self.width)
        where = mem_pos.flatten(2).permute(0, 2, 1) + self.table.index_select(0, rows)[:, 0]
        code = self.project(get_1d_sine_pe(times / self.furthest, dim=self.hidden))
        pointers, codes = self._split(ptrs, code)
        fused = self.attention(
            current_vision_features=emb.flatten(2).permute(2, 0, 1),
            current_vision_position_embeddings=self.positions,
            memory=torch.cat([spatial, pointers]),
            memory_posision_embeddings=torch.cat([where.reshape(-1, 1, self.width), codes]),
            num_object_pointer_tokens=pointers.shape[0],
        )
        return fused.reshape(1, -1, self.hidden).transpose(1, 2).reshape(1, self.hidden, *self.grid)

    def _split(self, ptrs: Tensor, code: Tensor) -> tuple[Tensor, Tensor]:
        """A pointer wider than a memory becomes several tokens with the same time code."""
        parts = max(1, self.hidden // self.width)
        tokens = ptrs.reshape(-1, 1, ptrs.shape[1] // parts)
        return tokens, code.repeat_interleave(parts, dim=0)[:, None]


class MemoryEncoder(nn.Module):
    """Mask logits and features of a frame -> what later frames remember of it."""

    def __init__(self, model: Sam3TrackerVideoModel) -> None:
        super().__init__()
        self.encoder = model.memory_encoder
        self.occluded = model.occlusion_spatial_embedding_parameter
        self.scale = model.config.sigmoid_scale_for_mem_enc
        self.bias = model.config.sigmoid_bias_for_mem_enc
        self.size = 4 * model.prompt_encoder.mask_input_size[0]

    def forward(self, mask: Tensor, emb: Tensor, score: Tensor, from_points: Tensor) -> tuple[Tensor, Tensor]:
        mask = resized(mask, self.size)
        mask = torch.where(from_points.reshape(1, 1, 1, 1) > 0, (mask > 0).float(), torch.sigmoid(mask))
        mem, pos = self.encoder(emb, mask * self.scale + self.bias)
        if self.occluded is not None:
            gone = (score <= 0).float()[..., None, None]
            mem = mem + gone * self.occluded.reshape(1, -1, 1, 1)
        return mem, pos
