"""Modules around transformers' Sam3Model whose inputs and outputs are what the graphs have."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import Sam3Model
from transformers.models.sam3.modeling_sam3 import Sam3GeometryEncoderOutput, Sam3VisionEncoderOutput


class VisionEncoder(nn.Module):
    """Normalised picture -> three feature maps and the position code of the coarsest."""

    def __init__(self, model: Sam3Model) -> None:
        super().__init__()
        self.encoder = model.vision_encoder

    def forward(self, pixel_values: Tensor) -> tuple[Tensor, ...]:
        out = self.encoder(pixel_values)
        return (*out.fpn_hidden_states[:3], out.fpn_position_encoding[2])


class ByteVisionEncoder(nn.Module):
    """uint8 picture (3, S, S) -> the same maps; the picture is normalised in the graph."""

    def __init__(self, model: Sam3Model) -> None:
        super().__init__()
        self.inner = VisionEncoder(model)

    def forward(self, image: Tensor) -> tuple[Tensor, ...]:
        return self.inner((image.to(torch.float32) / 127.5 - 1.0)[None])


class TextEncoder(nn.Module):
    """Token ids and their mask (1 = valid) -> features, and the mask as booleans."""

    def __init__(self, model: Sam3Model) -> None:
        super().__init__()
        self.encoder = model.text_encoder
        self.projection = model.text_projection

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, Tensor]:
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask, return_dict=True).last_hidden_state
        return self.projection(hidden), attention_mask > 0


class PadZeroTextEncoder(nn.Module):
    """Token ids padded with 0 -> features and a mask where True means padding."""

    def __init__(self, model: Sam3Model) -> None:
        super().__init__()
        self.inner = TextEncoder(model)

    def forward(self, tokens: Tensor) -> tuple[Tensor, Tensor]:
        features, valid = self.inner(tokens, (tokens != 0).long())
        return features, ~valid


class GatedGeometry(nn.Module):
    """
    The geometry encoder whose tokens all count as padding when every box is. transformers skips the encoder when there
    are no boxes; a graph cannot, and its class token would count.
    """

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, box_embeddings: Tensor, box_mask: Tensor, **kwargs: object) -> Sam3GeometryEncoderOutput:
        out = self.encoder(box_embeddings=box_embeddings, box_mask=box_mask, **kwargs)
        any_box = box_mask.any(dim=1, keepdim=True)
        return Sam3GeometryEncoderOutput(
            last_hidden_state=out.last_hidden_state, attention_mask=out.attention_mask & any_box
        )


def maps(fpn0: Tensor, fpn1: Tensor, fpn2: Tensor, pos2: Tensor) -> Sam3VisionEncoderOutput:
    """As Sam3Model.forward takes them; it drops the last level, which no head reads."""
    return Sam3VisionEncoderOutput(
        fpn_hidden_states=(fpn0, fpn1, fpn2, fpn2), fpn_position_encoding=(pos2, pos2, pos2, pos2)
    )


class Features:
    """What Sam3Model.forward reads of a text encoder's output."""

    def __init__(self, pooler_output: Tensor) -> None:
        self.pooler_output = pooler_output


class Decoder(nn.Module):
    """Maps, text and (when built with boxes) box prompts -> masks, boxes xyxy, logits and (when asked) presence."""

    def __init__(self, model: Sam3Model, boxes: bool, presence: bool = True, pad_is_true: bool = False) -> None:
        super().__init__()
        self.model = model
        self.boxes = boxes
        self.presence = presence
        self.pad_is_true = pad_is_true

    def forward(
        self,
        fpn0: Tensor,
        fpn1: Tensor,
        fpn2: Tensor,
        pos2: Tensor,
        text: Tensor,
        mask: Tensor,
        boxes: Tensor | None = None,
        labels: Tensor | None = None,
    ) -> tuple[Tensor, ...]:
        out = self.model(
            vision_embeds=maps(fpn0, fpn1, fpn2, pos2),
            text_embeds=Features(text),
            attention_mask=~mask if self.pad_is_true else mask,
            input_boxes=boxes,
            input_boxes_labels=labels,
        )
        result = (out.pred_masks, out.pred_boxes, out.pred_logits)
        return (*result, out.presence_logits) if self.presence else result


class TextDecoder(Decoder):
    """Without the box inputs in its signature, as the dynamo exporter wants it."""

    def forward(self, fpn0: Tensor, fpn1: Tensor, fpn2: Tensor, pos2: Tensor, text: Tensor, mask: Tensor) -> tuple:
        return super().forward(fpn0, fpn1, fpn2, pos2, text, mask)


def gate(model: Sam3Model) -> None:
    """Makes the model's geometry encoder a gated one (once)."""
    if not isinstance(model.geometry_encoder, GatedGeometry):
        model.geometry_encoder = GatedGeometry(model.geometry_encoder).eval()
