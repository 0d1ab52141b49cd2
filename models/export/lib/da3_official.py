"""
Modules around the official Depth Anything 3 networks, and the three patches without which they cannot be exported. Each
patch replaces one function by one that computes the same; patch() compares them on numbers first and ends the program
when they differ or when the code is not what was patched.
"""

from __future__ import annotations

import importlib
import inspect
from types import ModuleType
from typing import Any

import torch
from torch import Tensor, nn

PACKAGE = "depth_anything_3"


def found(module: str, name: str) -> tuple[ModuleType, Any]:
    """A thing that a patch replaces; ends the program when it is not there."""
    try:
        home = importlib.import_module(f"{PACKAGE}.{module}")
    except ImportError as error:
        raise SystemExit(f"{PACKAGE}.{module} cannot be imported: {error}; install the checkout's requirements") from error
    if not hasattr(home, name):
        raise SystemExit(f"{PACKAGE}.{module} has no {name}: this is not the commit that the patches were written for")
    return home, getattr(home, name)


def same(what: str, got: Tensor, want: Tensor) -> None:
    """The patched function must give the same numbers."""
    if got.shape != want.shape or not torch.allclose(got.float(), want.float(), atol=1e-6):
        raise SystemExit(f"patch of {what}: other numbers than the original; not the commit it was written for")


def grid(_: Any, batch: int, height: int, width: int, device: torch.device) -> Tensor:
    """Row and column of each patch, without cartesian_prod and without a cache keyed by sizes."""
    rows = torch.arange(height, device=device)[:, None].expand(height, width)
    columns = torch.arange(width, device=device)[None, :].expand(height, width)
    places = torch.stack([rows, columns], dim=-1).reshape(1, height * width, 2)
    return places.expand(batch, -1, -1).clone()


def turned(x: Tensor, places: Tensor, base: float) -> Tensor:
    """Rotates the two halves of x (batch, heads, tokens, features) by angles of its places (batch, tokens)."""
    width = x.shape[-1]
    powers = torch.arange(0, width, 2, device=x.device).float() / width
    angles = places[..., None].float() * (1.0 / base**powers)
    angles = torch.cat([angles, angles], dim=-1)[:, None]
    first, second = x[..., : width // 2], x[..., width // 2 :]
    return x * angles.cos().to(x.dtype) + torch.cat([-second, first], dim=-1) * angles.sin().to(x.dtype)


def rope(self: Any, tokens: Tensor, positions: Tensor) -> Tensor:
    """Angles straight from the positions, without their largest as an integer and without a table."""
    rows, columns = tokens.chunk(2, dim=-1)
    base = float(self.base_frequency)
    return torch.cat([turned(rows, positions[..., 0], base), turned(columns, positions[..., 1], base)], dim=-1)


def affine_inverse(matrix: Tensor) -> Tensor:
    """Of a rigid transform, with transpose instead of .mT."""
    inverse = matrix[..., :3, :3].transpose(-1, -2)
    top = torch.cat([inverse, -(inverse @ matrix[..., :3, 3:])], dim=-1)
    return torch.cat([top, matrix[..., 3:, :]], dim=-2)


def patch() -> None:
    """All three."""
    _, getter = found("model.dinov2.layers.rope", "PositionGetter")
    same("PositionGetter", grid(None, 2, 3, 5, torch.device("cpu")), getter()(2, 3, 5, torch.device("cpu")))
    _, rotary = found("model.dinov2.layers.rope", "RotaryPositionEmbedding2D")
    _patch_rope(rotary, getter)
    geometry, original = found("utils.geometry", "affine_inverse")
    matrix = torch.eye(4).repeat(2, 3, 1, 1)
    matrix[..., :3, :3] = torch.linalg.qr(torch.randn(2, 3, 3, 3))[0]
    matrix[..., :3, 3] = torch.randn(2, 3, 3)
    same("affine_inverse", affine_inverse(matrix), original(matrix))
    for home in (geometry, found("model.da3", "affine_inverse")[0]):
        home.affine_inverse = affine_inverse


def _patch_rope(rotary: type, getter: type) -> None:
    made = rotary(frequency=100.0)
    if not hasattr(made, "base_frequency") or getattr(made, "scaling_factor", 1.0) != 1.0:
        raise SystemExit("RotaryPositionEmbedding2D is not the one that was patched")
    tokens, places = torch.randn(2, 3, 15, 16), grid(None, 2, 3, 5, torch.device("cpu"))
    same("RotaryPositionEmbedding2D", rope(made, tokens, places), made(tokens, places))
    rotary.forward, getter.__call__ = rope, grid


def transformer(net: nn.Module) -> nn.Module:
    """The one DINOv2 transformer inside a network."""
    kinds = [module for module in net.backbone.modules() if type(module).__name__ == "DinoVisionTransformer"]
    if len(kinds) != 1:
        raise SystemExit(f"expected one DinoVisionTransformer in the network, found {len(kinds)}")
    return kinds[0]


def heads(net: nn.Module, feats: Any, height: int, width: int) -> dict[str, Tensor]:
    """The depth head in one piece: by default it works on eight views at a time, which a trace would unroll."""
    if "chunk_size" in inspect.signature(net.head.forward).parameters:
        return net.head(feats, height, width, patch_start_idx=0, chunk_size=None)
    return net.head(feats, height, width, patch_start_idx=0)


class AnyView(nn.Module):
    """(1, N, 3, H, W) -> depth, confidence, extrinsics (3 x 4), intrinsics; the first view is the reference."""

    def __init__(self, net: nn.Module) -> None:
        super().__init__()
        if getattr(net, "cam_dec", None) is None:
            raise SystemExit("this network has no camera decoder; --anyview wants an any-view model")
        self.net = net

    def forward(self, image: Tensor) -> tuple[Tensor, ...]:
        height, width = image.shape[-2:]
        feats, _ = self.net.backbone(image, cam_token=None, export_feat_layers=[], ref_view_strategy="first")
        out = heads(self.net, feats, height, width)
        out = self.net._process_camera_estimation(feats, height, width, out)
        return out["depth"], out["depth_conf"], out["extrinsics"][..., :3, :], out["intrinsics"]


class Selector(nn.Module):
    """(1, N, 3, H, W) -> class tokens as they enter the block before which the reference view is chosen (1, N, D)."""

    def __init__(self, net: nn.Module) -> None:
        super().__init__()
        self.vit = transformer(net)
        for name in ("prepare_tokens_with_masks", "_prepare_rope", "process_attention", "alt_start", "rope_start"):
            if not hasattr(self.vit, name):
                raise SystemExit(f"DinoVisionTransformer has no {name}: this is not the commit it was written for")
        if self.vit.alt_start < 1:
            raise SystemExit("this network does not alternate; it has no reference view")

    def forward(self, image: Tensor) -> Tensor:
        vit, (batch, views, _, height, width) = self.vit, image.shape
        x = vit.prepare_tokens_with_masks(image)
        places, _ = vit._prepare_rope(batch, views, height, width, image.device)
        for i in range(vit.alt_start - 1):
            turns = vit.rope is not None and i >= vit.rope_start
            x = vit.process_attention(x, vit.blocks[i], "local", pos=places if turns else None)
        return x[:, :, 0]


class Metric(nn.Module):
    """(b, 3, H, W) -> canonical depth and sky score, each (b, 1, H, W); the filling of sky is the host's."""

    def __init__(self, net: nn.Module) -> None:
        super().__init__()
        self.net = net

    def forward(self, image: Tensor) -> tuple[Tensor, Tensor]:
        height, width = image.shape[-2:]
        feats, _ = self.net.backbone(image[:, None], cam_token=None, export_feat_layers=[], ref_view_strategy="first")
        out = heads(self.net, feats, height, width)
        if "sky" not in out:
            raise SystemExit("this network has no sky head; --metric wants a metric model")
        return out["depth"].reshape(-1, 1, height, width), out["sky"].reshape(-1, 1, height, width)
