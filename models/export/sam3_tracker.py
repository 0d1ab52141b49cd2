"""
Exports SAM 3's tracker (points, boxes and masks on pictures, memory over videos) from transformers'
Sam3TrackerVideoModel to ONNX.

  python models/export/sam3_tracker.py --checkpoint facebook/sam3 --revision <commit> --out my-sam3-video
  python models/export/sam3_tracker.py --tiny --out test/fixtures/onnx/sam3-video
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from transformers import Sam3TrackerVideoModel

from lib.bundle import OWN_LICENSE, SAM_LICENSE, file_entry, role, write_json
from lib.onnxio import Graph, export, run_torch
from lib.sam3_tracker_graphs import MemoryAttention, MemoryDecoder, MemoryEncoder, TrackerDecoder, TrackerEncoder
from sam3_image import image_spec

MAPS = {"hr0": "image_embeddings.0", "hr1": "image_embeddings.1", "emb": "image_embeddings.2"}
ASSOCIATION = {
    "det": 0.5,
    "nmsIou": 0.1,
    "assocIou": 0.1,
    "trackIou": 0.5,
    "newDet": 0.7,
    "hotstart": [15, 8, 8],
    "keepAlive": [30, 30, -1],
    "occlusionIou": 0.7,
    "fillHole": 16,
    "reconditionEvery": 16,
}


def tiny_model() -> Sam3TrackerVideoModel:
    """Random weights, last layers moved so that results are usable (lib/sam3_calibrate.py)."""
    from goldens.tracker_model import calibrated

    return calibrated()


def loaded(checkpoint: str, revision: str | None) -> Sam3TrackerVideoModel:
    """float32, eager attention in every part."""
    wanted = {"dtype": torch.float32, "attn_implementation": "eager"}
    return Sam3TrackerVideoModel.from_pretrained(checkpoint, revision=revision, **wanted).eval()


class Examples:
    """Inputs of all graphs, made by the model itself from random pictures."""

    def __init__(self, model: Sam3TrackerVideoModel) -> None:
        self.draw = torch.Generator().manual_seed(0)
        self.size = model.image_size
        self.picture = self.random(1, 3, self.size, self.size, scale=0.6)
        raw = run_torch(TrackerEncoder(model, False), {"x": self.picture})
        self.maps = dict(zip(MAPS, raw, strict=True))
        self.width = model.hidden_dim
        self.grid = model.backbone_feature_sizes[-1]
        self.channels = model.mem_dim

    def random(self, *shape: int, scale: float = 1.0) -> Tensor:
        """Normal numbers, the same in every run."""
        return torch.randn(*shape, generator=self.draw) * scale

    def points(self, objects: int, count: int) -> Tensor:
        """In pixels of the input."""
        return torch.rand(1, objects, count, 2, generator=self.draw) * self.size


def encoder_role(model: Sam3TrackerVideoModel, out: Path, file: str, no_memory: bool) -> dict[str, Any]:
    """One picture -> hr0, hr1, emb."""
    ex = Examples(model)
    two = torch.cat([ex.picture, -ex.picture])
    axes = {name: {0: "b"} for name in ("pixel_values", *MAPS.values())}
    module = TrackerEncoder(model, no_memory)
    graph = Graph(file, module, {"pixel_values": two}, list(MAPS.values()), axes, checks=[{"pixel_values": ex.picture}])
    export(graph, out)
    dims = {key: {"dims": ["b", *ex.maps[key].shape[1:]]} for key in MAPS} | {"image": {"dims": ["b", *two.shape[1:]]}}
    return role(out, file, {"image": "pixel_values"}, MAPS, dims, dims)


def decoder_role(model: Sam3TrackerVideoModel, out: Path, file: str) -> dict[str, Any]:
    """Points and boxes of several objects on one picture."""
    ex = Examples(model)
    maps = {name: ex.maps[key] for key, name in MAPS.items()}
    box = torch.tensor([10.0, 20.0, 60.0, 70.0])

    def feeds(objects: int, count: int, boxes: bool) -> dict[str, Tensor]:
        labels = torch.ones(1, objects, count, dtype=torch.int64)
        labels[..., 1:2] = 0
        given = box.expand(1, objects, 4).clone() if boxes else torch.zeros(1, objects, 4)
        return {"input_points": ex.points(objects, count), "input_labels": labels, "input_boxes": given, **maps}

    axes = {"input_points": {1: "obj", 2: "pts"}, "input_labels": {1: "obj", 2: "pts"}, "input_boxes": {1: "obj"}}
    outputs = {"iou": "iou_scores", "masks": "pred_masks", "objectScore": "object_score_logits"}
    axes |= {name: {1: "obj"} for name in outputs.values()}
    checks = [feeds(1, 1, False), feeds(3, 0, True), feeds(1, 4, False)]
    graph = Graph(file, TrackerDecoder(model), feeds(2, 3, True), list(outputs.values()), axes, "legacy", checks)
    export(graph, out)
    inputs = {"points": "input_points", "pointLabels": "input_labels", "boxes": "input_boxes", **MAPS}
    low = model.prompt_encoder.mask_input_size
    fed = {
        "points": {"dims": [1, "obj", "pts", 2], "absent": "empty"},
        "pointLabels": {"dims": [1, "obj", "pts"], "absent": "empty"},
        "boxes": {"dims": [1, "obj", 4], "absent": {"fill": 0, "dims": [1, "obj", 4]}},
    }
    found = {
        "iou": {"dims": [1, "obj", 3]},
        "masks": {"dims": [1, "obj", 3, *low], "activation": "none"},
        "objectScore": {"dims": [1, "obj", 1]},
    }
    return role(out, file, inputs, outputs, fed, found)


def memory_decoder_role(model: Sam3TrackerVideoModel, out: Path, file: str) -> dict[str, Any]:
    """One object on one frame of a video."""
    ex = Examples(model)
    names = {"emb": "image_embed", "hr0": "high_res_feats_0", "hr1": "high_res_feats_1"}
    maps = {name: ex.maps[key] for key, name in names.items()}
    square = torch.zeros(1, 1, ex.size, ex.size)
    square[..., 20:70, 30:90] = 1

    def feeds(labels: list[int], mask: Tensor | None = None) -> dict[str, Tensor]:
        points = torch.zeros(1, 1, 2) if labels == [-1] else ex.points(1, len(labels))[0]
        given = torch.tensor([0.0 if mask is None else 1.0])
        mask = torch.zeros_like(square) if mask is None else mask
        return {
            "point_coords": points,
            "point_labels": torch.tensor([labels], dtype=torch.int32),
            "mask_input": mask,
            "has_mask_input": given,
            **maps,
        }

    outputs = {
        "objPtr": "obj_ptr",
        "mask": "pred_mask",
        "maskHighRes": "pred_mask_high_res",
        "objectScore": "object_score_logits",
        "iou": "iou_score",
    }
    axes = {"point_coords": {1: "n"}, "point_labels": {1: "n"}}
    empty = torch.zeros_like(square)
    checks = [feeds([-1]), feeds([1]), feeds([1, 0, 1]), feeds([-1], square), feeds([-1], empty)]
    export(Graph(file, MemoryDecoder(model), feeds([2, 3]), list(outputs.values()), axes, "legacy", checks), out)
    inputs = {"points": "point_coords", "pointLabels": "point_labels", "maskIn": "mask_input", "hasMask": "has_mask_input", **names}
    low = model.prompt_encoder.mask_input_size
    fed = {
        "points": {"dims": [1, "n", 2], "absent": {"fill": 0, "dims": [1, 1, 2]}},
        "pointLabels": {"dims": [1, "n"], "absent": {"fill": -1, "dims": [1, 1]}},
        "maskIn": {"absent": {"fill": 0, "dims": [1, 1, ex.size, ex.size]}},
        "hasMask": {"absent": {"fill": 0, "dims": [1]}},
    }
    found = {
        "objPtr": {"dims": [1, ex.width]},
        "mask": {"dims": [1, 1, *low], "activation": "none"},
        "maskHighRes": {"dims": [1, 1, ex.size, ex.size], "activation": "none"},
        "objectScore": {"dims": [1, 1]},
        "iou": {"dims": [1, 1]},
    }
    return role(out, file, inputs, outputs, fed, found)


def memory_attention_role(model: Sam3TrackerVideoModel, out: Path, file: str) -> dict[str, Any]:
    """Any number of memories and pointers, at least one of each."""
    ex = Examples(model)

    def feeds(memories: int, pointers: int) -> dict[str, Tensor]:
        shape = (memories, ex.channels, *ex.grid)
        return {
            "current_vision_feat": ex.maps["emb"],
            "memory_obj_ptrs": ex.random(pointers, ex.width),
            "memory_obj_tpos": torch.arange(1, pointers + 1, dtype=torch.float32),
            "memory_mask_feats": ex.random(*shape),
            "memory_mask_pos": ex.random(*shape, scale=0.5),
            "memory_mask_tpos_idx": torch.arange(memories) % model.num_maskmem,
        }

    axes = {"memory_obj_ptrs": {0: "P"}, "memory_obj_tpos": {0: "P"}}
    axes |= {f"memory_mask_{key}": {0: "M"} for key in ("feats", "pos", "tpos_idx")}
    checks = [feeds(1, 1), feeds(7, 16), feeds(10, 3), feeds(1, 16)]
    export(Graph(file, MemoryAttention(model), feeds(3, 2), ["fused_feat"], axes, "legacy", checks), out)
    inputs = {
        "emb": "current_vision_feat",
        "ptrs": "memory_obj_ptrs",
        "ptrTime": "memory_obj_tpos",
        "mem": "memory_mask_feats",
        "memPos": "memory_mask_pos",
        "memTime": "memory_mask_tpos_idx",
    }
    return role(out, file, inputs, {"emb": "fused_feat"})


def memory_encoder_role(model: Sam3TrackerVideoModel, out: Path, file: str) -> dict[str, Any]:
    """One object's mask on one frame."""
    ex = Examples(model)

    def feeds(score: float, from_points: float) -> dict[str, Tensor]:
        return {
            "pred_mask_high_res": ex.random(1, 1, ex.size, ex.size, scale=5.0),
            "current_vision_feat": ex.maps["emb"],
            "object_score_logits": torch.tensor([[score]]),
            "is_mask_from_points": torch.tensor([from_points]),
        }

    outputs = {"mem": "maskmem_features", "memPos": "maskmem_pos_enc"}
    checks = [feeds(-3.0, 0.0), feeds(0.0, 1.0)]
    export(Graph(file, MemoryEncoder(model), feeds(2.0, 1.0), list(outputs.values()), {}, "legacy", checks), out)
    inputs = {
        "mask": "pred_mask_high_res",
        "emb": "current_vision_feat",
        "objectScore": "object_score_logits",
        "fromPoints": "is_mask_from_points",
    }
    return role(out, file, inputs, outputs)


def constants(model: Sam3TrackerVideoModel, out: Path) -> dict[str, Any]:
    """What a host needs besides the graphs: the embedding of an empty memory, one number a channel."""
    values = [float(value) for value in model.no_memory_embedding.detach().reshape(-1)]
    write_json(out / "video-constants.json", {"format": "video-constants/1", "noMemEmbed": values}, indent=None)
    return file_entry(out, "video-constants.json")


def manifest(name: str, family: str, command: str, tiny: bool, size: int, **parts: Any) -> dict[str, Any]:
    """The parts that both manifests share, in the order of the format."""
    head = {"format": "onnx-bundle/1", "id": name, "family": family, "source": {"export": command}}
    return {**head, "license": OWN_LICENSE if tiny else SAM_LICENSE, **parts, "image": image_spec(size)}


PROMPTS = {
    "points": {"space": "input-px", "labels": {"fg": 1, "bg": 0, "none": -1, "pad": -10}},
    "boxes": {"format": "xyxy", "space": "input-px"},
}


def post(no_mem: str) -> dict[str, Any]:
    """Section 3.1; no_mem: whether the encoder's third map has the embedding of an empty memory in it."""
    masks = {"maskKind": "logits", "maskThreshold": 0, "absentIf": "objectScore<=0", "noMemAdded": no_mem}
    return {"pvs": {"candidates": 3, "choose": "argmax-iou", "score": ["iou", "sigmoid(objectScore)"], **masks}}


def image_bundle(model: Sam3TrackerVideoModel, out: Path, file: str, name: str, command: str, tiny: bool) -> None:
    """Points and boxes on pictures."""
    roles = {
        "trackerEncoder": encoder_role(model, out, "tracker-encoder-no-memory.onnx", True),
        "trackerDecoder": decoder_role(model, out, "tracker-decoder.onnx"),
    }
    parts = {"roles": roles, "prompts": PROMPTS, "post": post("yes")}
    write_json(out / file, manifest(name, "sam3-pvs", command, tiny, model.image_size, **parts))


def video_bundle(model: Sam3TrackerVideoModel, out: Path, name: str, command: str, tiny: bool) -> None:
    """The same and memory."""
    roles = {
        "trackerEncoder": encoder_role(model, out, "tracker-encoder.onnx", False),
        "trackerDecoder": decoder_role(model, out, "tracker-decoder.onnx"),
        "memoryDecoder": memory_decoder_role(model, out, "memory-decoder.onnx"),
        "memoryAttention": memory_attention_role(model, out, "memory-attention.onnx"),
        "memoryEncoder": memory_encoder_role(model, out, "memory-encoder.onnx"),
    }
    config = model.config
    video = {
        "memorySlots": config.num_maskmem,
        "conditioningMax": config.max_cond_frame_num,
        "pointersMax": config.max_object_pointers_in_encoder,
        "memGrid": [model.mem_dim, *model.backbone_feature_sizes[-1]],
        "maskInputSize": [model.image_size, model.image_size],
        "constants": constants(model, out),
        "association": ASSOCIATION,
    }
    parts = {"roles": roles, "prompts": PROMPTS, "post": post("no"), "video": video}
    write_json(out / "onnx-bundle.json", manifest(name, "sam3-video", command, tiny, model.image_size, **parts))


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="folder for graphs and onnx-bundle.json")
    parser.add_argument("--tiny", action="store_true", help="random weights, 112 pixels: the committed fixtures")
    parser.add_argument("--checkpoint", help="a Hugging Face repository or a folder with config.json and weights")
    parser.add_argument("--revision", help="commit of the repository; wanted unless --checkpoint is a folder")
    parser.add_argument("--image-only", action="store_true", help="points and boxes on pictures, no memory")
    return parser.parse_args()


def main() -> None:
    """Exports, verifies, writes the manifests."""
    args = arguments()
    if args.tiny:
        model = tiny_model()
        command = "python models/export/sam3_tracker.py --tiny --out test/fixtures/onnx/sam3-video"
        image_bundle(model, args.out, "image-only.json", "sam3-pvs-tiny", command, True)
        video_bundle(model, args.out, "sam3-video-tiny", command, True)
        return
    if not args.checkpoint:
        raise SystemExit("--checkpoint is wanted (or --tiny)")
    if not args.revision and not Path(args.checkpoint).is_dir():
        raise SystemExit("--revision is wanted: the commit of the repository that the weights come from")
    model = loaded(args.checkpoint, args.revision)
    command = f"python models/export/sam3_tracker.py --checkpoint {args.checkpoint} --revision {args.revision} --out <folder>"
    if args.image_only:
        image_bundle(model, args.out, "onnx-bundle.json", "sam3-pvs", f"{command} --image-only", False)
    else:
        video_bundle(model, args.out, "sam3-video", command, False)


if __name__ == "__main__":
    main()
