"""SAM 3 with a tiny configuration and seeded random weights: the networks of the committed fixtures."""

from __future__ import annotations

import math

import torch
from torch import nn
from transformers import (
    Sam3Config,
    Sam3Model,
    Sam3TrackerVideoConfig,
    Sam3TrackerVideoModel,
)

IMAGE = 112
HIDDEN = 32
SEED = 20261128


def vision_config(width: int = HIDDEN) -> dict:
    """Of detector and tracker: 8 x 8 tokens, maps of 32, 16, 8 and 4 pixels."""
    backbone = {
        "hidden_size": 32,
        "intermediate_size": 64,
        "num_hidden_layers": 3,
        "num_attention_heads": 2,
        "image_size": IMAGE,
        "patch_size": 14,
        "window_size": 4,
        "global_attn_indexes": [1],
        "pretrain_image_size": 56,
    }
    return {
        "model_type": "sam3_vision_model",
        "backbone_config": {"model_type": "sam3_vit_model", **backbone},
        "fpn_hidden_size": width,
        "scale_factors": [4.0, 2.0, 1.0, 0.5],
        "backbone_feature_sizes": [[32, 32], [16, 16], [8, 8]],
    }


def detector_config() -> Sam3Config:
    """Two layers of everything, 24 queries."""
    small = {"hidden_size": HIDDEN, "num_attention_heads": 4, "intermediate_size": 64, "dropout": 0.0}
    text = {
        "model_type": "clip_text_model",
        "vocab_size": 49408,
        "hidden_size": 8,
        "intermediate_size": 32,
        "projection_dim": 8,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "max_position_embeddings": 32,
        "hidden_act": "gelu",
    }
    return Sam3Config(
        vision_config=vision_config(),
        text_config=text,
        geometry_encoder_config={**small, "num_layers": 1},
        detr_encoder_config={**small, "num_layers": 2},
        detr_decoder_config={**small, "num_layers": 2, "num_queries": 24},
        mask_decoder_config={"hidden_size": HIDDEN, "num_attention_heads": 4, "num_upsampling_stages": 3},
    )


def tracker_config(width: int) -> Sam3TrackerVideoConfig:
    """
    Memories have 64 channels: transformers 5.18 has that width written into its cross-attention, and a pointer must
    not be narrower. With width 128 a pointer becomes two tokens, which transformers' own video session expects.
    """
    return Sam3TrackerVideoConfig(
        image_size=IMAGE,
        vision_config=vision_config(width),
        prompt_encoder_config={"hidden_size": width, "image_size": IMAGE, "patch_size": 14},
        mask_decoder_config={
            "hidden_size": width,
            "mlp_dim": 64,
            "num_attention_heads": 4,
            "iou_head_hidden_dim": width,
        },
        memory_attention_hidden_size=width,
        memory_attention_num_layers=2,
        memory_attention_feed_forward_hidden_size=64,
        memory_attention_rope_feat_sizes=[8, 8],
        memory_encoder_hidden_size=width,
        memory_encoder_output_channels=64,
        mask_downsampler_embed_dim=width,
        memory_fuser_embed_dim=width,
        memory_fuser_intermediate_dim=64,
        memory_fuser_layer_scale_init_value=0.3,
    )


def spread(model: nn.Module, generator: torch.Generator) -> None:
    """
    Draws all weights anew so that signals keep their size through the layers. As initialised by transformers (standard
    deviation 0.02) so small a network gives nearly the same output for any input.
    """
    tables = {f"{name}.weight" for name, module in model.named_modules() if isinstance(module, nn.Embedding)}
    with torch.no_grad():
        for name, value in model.named_parameters():
            draw = torch.empty_like(value).normal_(generator=generator)
            if name in tables:
                value.copy_(draw * 0.7)
            elif value.ndim >= 2:
                value.copy_(draw / math.sqrt(value[0].numel()))
            elif name.endswith("bias"):
                value.copy_(draw * 0.1)
        for module in model.modules():
            if isinstance(module, (nn.LayerNorm, nn.GroupNorm)):
                module.weight.fill_(1.0)
                module.bias.zero_()


def detector(seed: int = SEED) -> Sam3Model:
    """In eval mode, with eager attention in every part (the ONNX exporters want it)."""
    torch.manual_seed(seed)
    model = Sam3Model._from_config(detector_config(), attn_implementation="eager").eval()
    generator = torch.Generator().manual_seed(seed)
    spread(model, generator)
    embedding = model.text_encoder.text_model.embeddings.token_embedding.weight
    with torch.no_grad():
        embedding.copy_(embedding.half().float())  # so that it can be stored as float16 without a loss
    return model


def tracker(seed: int = SEED, width: int = 64) -> Sam3TrackerVideoModel:
    """As detector()."""
    torch.manual_seed(seed)
    model = Sam3TrackerVideoModel._from_config(tracker_config(width), attn_implementation="eager").eval()
    generator = torch.Generator().manual_seed(seed + 1)
    spread(model, generator)
    with torch.no_grad():
        for name in ("no_memory_embedding", "memory_temporal_positional_encoding", "no_object_pointer"):
            value = getattr(model, name)
            value.copy_(torch.empty_like(value).normal_(generator=generator) * 0.5)
        occlusion = model.occlusion_spatial_embedding_parameter
        occlusion.copy_(torch.empty_like(occlusion).normal_(generator=generator))
        model.shared_image_embedding.positional_embedding.copy_(model.prompt_encoder.shared_embedding.positional_embedding)
    return model
