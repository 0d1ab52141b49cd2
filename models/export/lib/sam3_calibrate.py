"""
Moves the last layers of the tiny SAM 3 networks so that random weights give usable results: some queries above the
threshold, masks that are neither all on nor all off, a concept that is present and one that is absent.

Nothing is trained: each step shifts and scales one layer by statistics over the fixtures' own pictures and phrases, or
(presence) solves one linear system.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import torch
from torch import Tensor, nn
from transformers import Sam3Model, Sam3TrackerVideoModel

def inputs_of(layer: nn.Module, run: Callable[[], object]) -> Tensor:
    """Everything that goes into a layer during run(), rows flattened to (rows, channels last)."""
    seen: list[Tensor] = []
    handle = layer.register_forward_pre_hook(lambda _, args: seen.append(args[0].detach()))
    with torch.no_grad():
        run()
    handle.remove()
    return torch.cat([value.reshape(-1, value.shape[-1]) for value in seen])


def outputs_of(layer: nn.Module, run: Callable[[], object]) -> list[Tensor]:
    """Everything that comes out of a layer during run()."""
    seen: list[Tensor] = []
    handle = layer.register_forward_hook(lambda _, __, out: seen.append(out.detach()))
    with torch.no_grad():
        run()
    handle.remove()
    return seen


def fit(layer: nn.Linear, rows: Tensor, targets: Tensor, ridge: float = 1e-6) -> None:
    """The linear layer that maps rows to targets as well as it can; solved in float64."""
    x = torch.cat([rows, torch.ones(len(rows), 1)], dim=1).double()
    scale = ridge * len(rows) * torch.eye(x.shape[1], dtype=torch.float64)
    solution = torch.linalg.solve(x.T @ x + scale, x.T @ targets.double())
    with torch.no_grad():
        layer.weight.copy_(solution[:-1].float()[None])
        layer.bias.fill_(float(solution[-1]))


@torch.no_grad()
def detector(model: Sam3Model, pictures: list[Tensor], prompts: list[tuple[dict[str, Tensor], float]]) -> None:
    """Presence, query logits and masks, in this order; prompts: arguments of the model, and the presence they want."""
    _diversify(model)
    maps = [model.get_vision_features(picture) for picture in pictures]
    pairs = [(features, given) for features in maps for given, _ in prompts]

    def run() -> list:
        return [model(vision_embeds=features, **given) for features, given in pairs]

    _presence(model, run, [wanted for _ in maps for _, wanted in prompts])
    _logits(model, run)
    _masks(model, run)


def _diversify(model: Sam3Model) -> None:
    """Queries that differ more from each other, look at their own boxes, and all listen to the text."""
    decoder = model.detr_decoder
    decoder.query_embed.weight.mul_(4.0)
    for network in (decoder.box_rpb_embed_x, decoder.box_rpb_embed_y):
        network.layer2.weight.mul_(4.0)
    for layer in decoder.layers:
        layer.self_attn.o_proj.weight.mul_(0.3)
        layer.text_cross_attn.o_proj.weight.mul_(2.0)


def _presence(model: Sam3Model, run: Callable[[], list], targets: list[float]) -> None:
    last = model.detr_decoder.presence_head.layer3
    rows = inputs_of(last, run)
    layers = len(model.detr_decoder.layers)
    fit(last, rows[layers - 1 :: layers], torch.tensor(targets))


def _logits(model: Sam3Model, run: Callable[[], list], spread: float = 2.5, shift: float = -0.5) -> None:
    """Takes what queries have in common out of their projection, scales it, and uses channel 0 as a constant."""
    scoring = model.dot_product_scoring
    _without_common(scoring.query_proj, inputs_of(scoring.query_proj, run), _queries(model))
    scoring.query_proj.weight[0].zero_()
    scoring.query_proj.bias[0] = 0.0
    logits = torch.cat([out.pred_logits for out in run()])
    scoring.query_proj.weight.mul_(spread / logits.std())
    scoring.query_proj.bias.mul_(spread / logits.std())
    scoring.text_proj.weight[0].zero_()
    scoring.text_proj.bias[0] = 1.0
    scoring.query_proj.bias[0] = shift / scoring.scale


def _queries(model: Sam3Model) -> int:
    return model.config.detr_decoder_config.num_queries


def _without_common(layer: nn.Linear, rows: Tensor, queries: int, directions: int = 6) -> None:
    """Blinds a layer for what all queries of a call share, and centres it."""
    calls = rows.reshape(-1, queries, rows.shape[-1]).mean(1)
    common = torch.linalg.svd(calls - calls.mean(0), full_matrices=False).Vh[:directions]
    layer.weight.sub_(layer.weight @ common.T @ common)
    layer.bias.copy_(-(layer.weight @ rows.mean(0)))


def _masks(model: Sam3Model, run: Callable[[], list], spread: float = 4.0, shift: float = -1.5) -> None:
    """Centres the pixels' projection, scales it, and uses channel 0 as a constant."""
    projection, embedder = model.mask_decoder.instance_projection, model.mask_decoder.mask_embedder.layers[-1]
    pixels = torch.cat(outputs_of(projection, run))
    projection.bias.sub_(pixels.mean(dim=(0, 2, 3)))
    projection.weight[0].zero_()
    projection.bias[0] = 1.0
    _without_common(embedder, inputs_of(embedder, run), _queries(model))
    embedder.weight[0].zero_()
    embedder.bias[0] = 0.0
    factor = spread / torch.cat([out.pred_masks for out in run()]).std()
    embedder.weight.mul_(factor)
    embedder.bias.mul_(factor)
    embedder.bias[0] = shift


@torch.no_grad()
def tracker(model: Sam3TrackerVideoModel, run: Callable[[], Iterable], scores: Callable[[], list[float]]) -> None:
    """Object score (a target per decoder call of run), predicted IoU and masks."""
    head = model.mask_decoder.pred_obj_score_head.proj_out
    fit(head, inputs_of(head, run), torch.tensor(scores()))
    iou = model.mask_decoder.iou_prediction_head.proj_out
    rows = inputs_of(iou, run)
    iou.bias.copy_(-(iou.weight @ rows.mean(0)))
    factor = 1.5 / (rows @ iou.weight.T + iou.bias).std(0)
    iou.weight.mul_(factor[:, None])
    iou.bias.mul_(factor).add_(1.0)
    _tracker_masks(model, run)


def _tracker_masks(model: Sam3TrackerVideoModel, run: Callable[[], Iterable], spread: float = 4.0) -> None:
    """Channel 0 of the upscaled embedding becomes a constant; each mask token's network is centred with it."""
    decoder = model.mask_decoder
    constant = 2.0
    decoder.upscale_conv2.weight[:, 0].zero_()
    decoder.upscale_conv2.bias[0] = constant
    decoder.conv_s0.weight[0].zero_()
    decoder.conv_s0.bias[0] = 0.0
    height = float(nn.functional.gelu(torch.tensor(constant)))
    for network in decoder.output_hypernetworks_mlps:
        network.proj_out.weight[0].zero_()
        network.proj_out.bias[0] = 0.0
    means, stds = _mask_statistics(model, run)
    for network, mean, std in zip(decoder.output_hypernetworks_mlps, means, stds, strict=True):
        network.proj_out.weight.mul_(spread / std)
        network.proj_out.bias.mul_(spread / std)
        network.proj_out.bias[0] = -(mean * spread / std + 1.0) / height


def _mask_statistics(model: Sam3TrackerVideoModel, run: Callable[[], Iterable]) -> tuple[list[float], list[float]]:
    """Mean and standard deviation of each mask token's logits before the choice among them."""
    decoder = model.mask_decoder
    kept: list[Tensor] = []
    original = decoder._dynamic_multimask_via_stability

    def tap(masks: Tensor, scores: Tensor) -> tuple[Tensor, Tensor]:
        kept.append(masks)
        return original(masks, scores)

    forward = decoder.forward
    decoder._dynamic_multimask_via_stability = tap
    decoder.forward = lambda *args, **kwargs: forward(*args, **{**kwargs, "multimask_output": False})
    run()
    del decoder._dynamic_multimask_via_stability, decoder.forward
    masks = torch.cat([value.flatten(0, 1) for value in kept])
    return masks.mean(dim=(0, 2, 3)).tolist(), masks.std(dim=(0, 2, 3)).tolist()
