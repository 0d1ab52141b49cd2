"""
A small network of ours with the contract of Depth Anything 3 (onnx-contracts.md 1.3 to 1.5): views attend to each other
in odd blocks from ALT on, the first view gets another camera token than the rest, and a camera head gives nine numbers.
Random, seeded weights.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

WIDTH, DEPTH, HEADS, ALT, PATCH = 32, 4, 2, 2, 14
SEED = 20261128


class Block(nn.Module):
    """Attention over whatever sequence it is given, and an MLP."""

    def __init__(self) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, 2 * WIDTH), nn.Linear(2 * WIDTH, WIDTH)

    def forward(self, x: Tensor) -> Tensor:
        rows, tokens, _ = x.shape
        q, k, v = self.qkv(self.norm1(x)).reshape(rows, tokens, 3, HEADS, -1).permute(2, 0, 3, 1, 4).unbind(0)
        weights = (q @ k.transpose(-1, -2) / math.sqrt(WIDTH // HEADS)).softmax(-1)
        x = x + self.out((weights @ v).transpose(1, 2).reshape(rows, tokens, WIDTH))
        return x + self.down(F.gelu(self.up(self.norm2(x))))


class Backbone(nn.Module):
    """Class token and patches of one size of picture."""

    def __init__(self, height: int, width: int) -> None:
        super().__init__()
        self.grid = (height // PATCH, width // PATCH)
        self.patches = nn.Conv2d(3, WIDTH, PATCH, PATCH)
        self.cls = nn.Parameter(torch.zeros(1, 1, WIDTH))
        self.positions = nn.Parameter(torch.zeros(1, 1 + self.grid[0] * self.grid[1], WIDTH))
        self.camera = nn.Parameter(torch.zeros(2, WIDTH))
        self.blocks = nn.ModuleList([Block() for _ in range(DEPTH)])

    def tokens(self, views: Tensor) -> Tensor:
        """(N, 3, H, W) -> (N, 1 + patches, WIDTH)."""
        found = self.patches(views).flatten(2).transpose(1, 2)
        return torch.cat([self.cls.expand(found.shape[0], -1, -1), found], dim=1) + self.positions

    def entering(self, views: Tensor) -> Tensor:
        """What goes into block ALT - 1, before which the reference view is chosen."""
        x = self.tokens(views)
        for block in self.blocks[: ALT - 1]:
            x = block(x)
        return x

    def forward(self, views: Tensor) -> Tensor:
        """Local and global features of the last pair of blocks, side by side."""
        x = local = self.blocks[ALT - 1](self.entering(views))
        camera = torch.cat([self.camera[:1], self.camera[1:].expand(x.shape[0], -1)])[: x.shape[0]]
        x = torch.cat([camera[:, None], x[:, 1:]], dim=1)
        for i in range(ALT, DEPTH):
            if i % 2 == 1:
                x = self.blocks[i](x.reshape(1, -1, WIDTH)).reshape(local.shape)
            else:
                x = local = self.blocks[i](x)
        return torch.cat([local, x], dim=-1)


class Maps(nn.Module):
    """Patch tokens -> maps of the picture's size, blurred so that patches do not show."""

    def __init__(self, channels: int, inputs: int) -> None:
        super().__init__()
        self.channels = channels
        self.project = nn.Linear(inputs, channels * PATCH * PATCH // 4)

    def forward(self, tokens: Tensor, grid: tuple[int, int]) -> Tensor:
        small = self.project(tokens).reshape(-1, *grid, self.channels, PATCH // 2, PATCH // 2)
        small = small.permute(0, 3, 1, 4, 2, 5).reshape(-1, self.channels, grid[0] * PATCH // 2, grid[1] * PATCH // 2)
        small = F.avg_pool2d(small, 3, 1, 1, count_include_pad=False)
        return F.interpolate(small, scale_factor=2, mode="bilinear", align_corners=False)


def camera_from(code: Tensor, height: int, width: int) -> tuple[Tensor, Tensor]:
    """Section 1.4: (..., 9) -> extrinsics world to camera (..., 3, 4), intrinsics (..., 3, 3)."""
    t, q, fov = code[..., :3], code[..., 3:7], code[..., 7:]
    x, y, z, w = q.unbind(-1)
    s = 2.0 / (q * q).sum(-1)
    rows = [
        [1 - s * (y * y + z * z), s * (x * y - z * w), s * (x * z + y * w)],
        [s * (x * y + z * w), 1 - s * (x * x + z * z), s * (y * z - x * w)],
        [s * (x * z - y * w), s * (y * z + x * w), 1 - s * (x * x + y * y)],
    ]
    rotation = torch.stack([torch.stack(row, dim=-1) for row in rows], dim=-2)
    inverse = rotation.transpose(-1, -2)
    extrinsics = torch.cat([inverse, -(inverse @ t[..., None])], dim=-1)
    fy = (height / 2) / torch.clamp(torch.tan(fov[..., 0] / 2), min=1e-6)
    fx = (width / 2) / torch.clamp(torch.tan(fov[..., 1] / 2), min=1e-6)
    zero, one = torch.zeros_like(fx), torch.ones_like(fx)
    k = [[fx, zero, one * (width / 2)], [zero, fy, one * (height / 2)], [zero, zero, one]]
    return extrinsics, torch.stack([torch.stack(row, dim=-1) for row in k], dim=-2)


class AnyView(nn.Module):
    """(1, N, 3, H, W) -> depth, confidence, and the camera decoded or as nine numbers."""

    def __init__(self, height: int, width: int, decoded: bool) -> None:
        super().__init__()
        self.size = (height, width)
        self.decoded = decoded
        self.backbone = Backbone(height, width)
        self.maps = Maps(2, 2 * WIDTH)
        self.hidden1, self.hidden2 = nn.Linear(2 * WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.move, self.turn, self.fov = nn.Linear(WIDTH, 3), nn.Linear(WIDTH, 4), nn.Linear(WIDTH, 2)

    def forward(self, image: Tensor) -> tuple[Tensor, ...]:
        features = self.backbone(image[0])
        maps = self.maps(features[:, 1:], self.backbone.grid)
        depth, confidence = torch.exp(maps[:, 0])[None], (torch.exp(maps[:, 1]) + 1.0)[None]
        hidden = torch.relu(self.hidden2(torch.relu(self.hidden1(features[:, 0]))))
        code = torch.cat([self.move(hidden), self.turn(hidden), torch.relu(self.fov(hidden))], dim=-1)[None]
        if not self.decoded:
            return depth, confidence, code
        return (depth, confidence, *camera_from(code, *self.size))


class Selector(nn.Module):
    """(1, N, 3, H, W) -> the token by which the reference view is chosen (1, N, WIDTH)."""

    def __init__(self, network: AnyView) -> None:
        super().__init__()
        self.backbone = network.backbone

    def forward(self, image: Tensor) -> Tensor:
        return self.backbone.entering(image[0])[None, :, 0]


class Metric(nn.Module):
    """(b, 3, H, W) -> canonical depth and sky score, each (b, 1, H, W)."""

    def __init__(self, height: int, width: int) -> None:
        super().__init__()
        self.backbone = Backbone(height, width)
        self.maps = Maps(2, WIDTH)

    def forward(self, image: Tensor) -> tuple[Tensor, Tensor]:
        x = self.backbone.tokens(image)
        for block in self.backbone.blocks:
            x = block(x)
        maps = self.maps(x[:, 1:], self.backbone.grid)
        return torch.exp(maps[:, :1]), torch.relu(maps[:, 1:])


def seeded(network: nn.Module, seed: int) -> nn.Module:
    """Draws all weights; outputs are then set so that depths, angles and skies are of a usable size."""
    draw = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, value in network.named_parameters():
            noise = torch.empty_like(value).normal_(generator=draw)
            if value.ndim == 1:
                value.copy_(noise * 0.1 + (1.0 if "norm" in name and name.endswith("weight") else 0.0))
            elif name.split(".")[-1] in ("cls", "positions", "camera"):
                value.copy_(noise * 0.7)
            else:
                value.copy_(noise * 1.3 / math.sqrt(value[0].numel()))
        network.backbone.patches.weight.mul_(1.5)
    return network.eval()


def anyview(height: int, width: int, decoded: bool, seed: int = SEED) -> AnyView:
    """Depth about 2, fields of view about 1."""
    network = seeded(AnyView(height, width, decoded), seed)
    with torch.no_grad():
        channel = PATCH * PATCH // 4
        network.maps.project.weight[:channel].mul_(0.5)
        network.maps.project.bias[:channel].add_(0.7)
        network.fov.weight.mul_(0.15)
        network.fov.bias.fill_(1.0)
        network.turn.weight.mul_(0.4)
        network.turn.bias.copy_(torch.tensor([0.1, -0.05, 0.02, 1.1]))
    return network


def metric(height: int, width: int, seed: int = SEED + 1) -> Metric:
    """Canonical depth about 5, some sky."""
    network = seeded(Metric(height, width), seed)
    with torch.no_grad():
        channel = PATCH * PATCH // 4
        network.maps.project.weight[:channel].mul_(0.4)
        network.maps.project.bias[:channel].add_(1.6)
        network.maps.project.bias[channel:].sub_(0.5)
    return network
