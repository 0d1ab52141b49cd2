"""
Exports SAM 3's detector (text and box prompts on one picture) from transformers' Sam3Model to ONNX.

  python models/export/sam3_image.py --checkpoint facebook/sam3 --revision <commit> --out my-sam3
  python models/export/sam3_image.py --tiny --out test/fixtures/onnx/sam3-pcs
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from transformers import Sam3Model

from lib import sam3_calibrate, sam3_tiny
from lib.bundle import OWN_LICENSE, SAM_LICENSE, file_entry, role, write_json
from lib.onnxio import Graph, export, halve
from lib.sam3_image_graphs import ByteVisionEncoder, Decoder, PadZeroTextEncoder, TextDecoder, TextEncoder, VisionEncoder, gate
from lib.tokenizer import CONTEXT, EOS, MERGES, encode, tokenizer

MAPS = {"fpn0": "fpn_feat_0", "fpn1": "fpn_feat_1", "fpn2": "fpn_feat_2", "pos2": "fpn_pos_2"}
HIDDEN = {f"fpn{i}": f"fpn_hidden_state_{i}" for i in range(3)} | {"pos2": "fpn_position_encoding_2"}
OUTPUTS = {"masks": "pred_masks", "boxes": "pred_boxes", "logits": "pred_logits", "presence": "presence_logits"}
NO_BOX = {
    "boxes": {"dims": [1, "n", 4], "absent": {"fill": 0, "dims": [1, 1, 4]}},
    "boxLabels": {"dims": [1, "n"], "absent": {"fill": -10, "dims": [1, 1]}},
}


def ids(texts: list[str], pad: int = EOS) -> tuple[Tensor, Tensor]:
    """Token ids and mask (1 = valid)."""
    tokens, mask = (torch.tensor(value) for value in encode(texts, tokenizer()))
    return torch.where(mask == 1, tokens, pad), mask


TINY_PROMPTS: list[tuple[str, list[list[float]], float]] = [
    ("ball", [], 4.0),
    ("box", [], 4.0),
    ("visual", [], 4.0),
    ("the disc on the left", [], 4.0),
    ("elephant", [], -4.0),
    ("snow", [], -4.0),
    ("visual", [[0.3, 0.5, 0.3, 0.5, 1]], 4.0),
    ("ball", [[0.3, 0.5, 0.3, 0.5, 0]], 4.0),
    ("box", [[0.3, 0.2, 0.4, 0.3, 1], [0.7, 0.7, 0.5, 0.4, 1], [0.2, 0.8, 0.3, 0.4, 0]], 4.0),
]
"""Text, boxes (cxcywh in 0..1, label) and the presence that the tiny network is to find."""


def tiny_model() -> Sam3Model:
    """Random weights, last layers moved so that results are usable (lib/sam3_calibrate.py)."""
    from goldens.inputs import sam3_picture_tensors

    model = sam3_tiny.detector()
    prompts = []
    for text, boxes, presence in TINY_PROMPTS:
        tokens, mask = ids([text])
        given = {"input_ids": tokens, "attention_mask": mask}
        if boxes:
            given["input_boxes"] = boxes_of(*[box[:4] for box in boxes])
            given["input_boxes_labels"] = torch.tensor([[int(box[4]) for box in boxes]])
        prompts.append((given, presence))
    sam3_calibrate.detector(model, list(sam3_picture_tensors().values()), prompts)
    return model


def loaded(checkpoint: str, revision: str | None) -> Sam3Model:
    """float32, eager attention in every part."""
    model = Sam3Model.from_pretrained(checkpoint, revision=revision, dtype=torch.float32, attn_implementation="eager")
    return model.eval()


def example(model: Sam3Model) -> dict[str, Tensor]:
    """Inputs of all graphs, made by the model itself from a random picture and two phrases."""
    size = model.config.vision_config.image_size
    picture = torch.rand(1, 3, size, size, generator=torch.Generator().manual_seed(0)) * 2 - 1
    tokens, mask = ids(["a red ball", "the disc on the left of the box"])
    with torch.no_grad():
        found = VisionEncoder(model)(picture)
        text = TextEncoder(model)(tokens, mask)[0]
    return {"picture": picture, "tokens": tokens, "mask": mask, "text": text} | dict(zip(MAPS, found, strict=True))


def image_spec(size: int, in_graph: bool = False) -> dict[str, Any]:
    """Stretched to a square, -1..1."""
    layout = {"layout": "CHW", "range": "0..255"} if in_graph else {"layout": "BCHW", "range": "0..1"}
    norm = {} if in_graph else {"mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5]}
    resize = {"policy": "stretch", "size": [size, size], "filter": "bilinear-antialias"}
    return {"channelOrder": "rgb", **layout, "inGraph": in_graph, **norm, "resize": resize}


def vision_role(model: Sam3Model, out: Path, file: str, names: dict[str, str], image: str, byte: bool) -> dict[str, Any]:
    """The picture's three maps and a position code."""
    ex = example(model)
    if byte:
        picture = torch.randint(0, 256, ex["picture"].shape[1:], generator=torch.Generator().manual_seed(1))
        graph = Graph(file, ByteVisionEncoder(model), {image: picture.to(torch.uint8)}, list(names.values()))
        extra: dict[str, Any] = {}
    else:
        two = torch.cat([ex["picture"], -ex["picture"]])
        axes = {name: {0: "b"} for name in (image, *names.values())}
        graph = Graph(file, VisionEncoder(model), {image: two}, list(names.values()), axes, checks=[{image: two[:1]}])
        shapes = {key: list(ex[key].shape[1:]) for key in names} | {"image": list(ex["picture"].shape[1:])}
        extra = {key: {"dims": ["b", *shape]} for key, shape in shapes.items()}
    export(graph, out)
    return role(out, file, {"image": image}, names, extra, extra)


def text_role(model: Sam3Model, out: Path, file: str, kind: str, tiny: bool) -> dict[str, Any]:
    """kind: `masked` gives features and a mask of valid tokens, `pad0` features and a mask of padding."""
    tokens, mask = ids(["a red ball", "the disc on the left of the box"], pad=0 if kind == "pad0" else EOS)
    module = PadZeroTextEncoder(model) if kind == "pad0" else TextEncoder(model)
    outputs = {"text": "text_features", "textMask": "text_mask"}
    if kind == "pad0":
        inputs, names = {"tokens": tokens}, {"tokens": "tokens"}
    else:
        inputs = {"input_ids": tokens, "attention_mask": mask}
        names = {"tokens": "input_ids", "mask": "attention_mask"}
    axes = {name: {0: "b"} for name in (*inputs, *outputs.values())}
    one = {name: value[:1] for name, value in inputs.items()}
    export(Graph(file, module, inputs, list(outputs.values()), axes, checks=[one]), out)
    if tiny:
        halve(out / file, tuple(model.text_encoder.text_model.embeddings.token_embedding.weight.shape))
    width = model.config.detr_encoder_config.hidden_size
    dims = {"tokens": ["b", CONTEXT], "mask": ["b", CONTEXT], "text": ["b", CONTEXT, width], "textMask": ["b", CONTEXT]}
    extra = {key: {"dims": value} for key, value in dims.items()}
    return role(out, file, names, outputs, extra, extra)


def boxes_of(*values: list[float]) -> Tensor:
    """cxcywh in 0..1."""
    return torch.tensor([list(values)])


def decoder_role(
    model: Sam3Model, out: Path, file: str, names: dict[str, str], mask: tuple[str, str], boxes: bool, presence: bool = True
) -> dict[str, Any]:
    """mask: canonical and actual name of the text mask; a mask called language_mask means padding."""
    ex = example(model)
    canonical, actual = mask
    pads = actual == "language_mask"
    valid = ex["mask"][:1]
    text = {"text_features": ex["text"][:1], actual: (valid == 0) if pads else valid if canonical == "mask" else valid == 1}
    inputs = {name: ex[key] for key, name in names.items()} | text
    outputs = [name for key, name in OUTPUTS.items() if presence or key != "presence"]
    io = {**names, "text": "text_features", canonical: actual}
    if not boxes:
        graph = Graph(file, TextDecoder(model, False, presence, pads), inputs, outputs)
    else:
        gate(model)
        some = {"input_boxes": boxes_of([0.4, 0.5, 0.3, 0.4], [0.7, 0.3, 0.2, 0.5]), "input_boxes_labels": torch.tensor([[1, 0]])}
        none = {"input_boxes": boxes_of([0.0, 0.0, 0.0, 0.0]), "input_boxes_labels": torch.tensor([[-10]])}
        three = {
            "input_boxes": boxes_of([0.2, 0.2, 0.3, 0.3], [0.6, 0.5, 0.4, 0.9], [0.5, 0.5, 1.0, 1.0]),
            "input_boxes_labels": torch.tensor([[0, 1, -10]]),
        }
        axes = {"input_boxes": {1: "n"}, "input_boxes_labels": {1: "n"}}
        checks = [{**inputs, **none}, {**inputs, **three}]
        module = Decoder(model, True, presence, pads)
        graph = Graph(file, module, {**inputs, **some}, outputs, axes, exporter="legacy", checks=checks)
        io |= {"boxes": "input_boxes", "boxLabels": "input_boxes_labels"}
    export(graph, out)
    made = {key: name for key, name in OUTPUTS.items() if name in outputs}
    queries, grid = model.config.detr_decoder_config.num_queries, list(ex["fpn0"].shape[2:])
    shapes = {"masks": [1, queries, *grid], "boxes": [1, queries, 4], "logits": [1, queries], "presence": [1, 1]}
    found = {key: {"dims": shapes[key]} for key in made}
    found["masks"]["activation"] = "none"
    return role(out, file, io, made, NO_BOX if boxes else {}, found)


def manifest(name: str, source: str, tiny: bool, **parts: Any) -> dict[str, Any]:
    """The parts that all manifests share, in the order of the format."""
    license_ = OWN_LICENSE if tiny else SAM_LICENSE
    return {"format": "onnx-bundle/1", "id": name, "family": "sam3-pcs", "source": {"export": source}, "license": license_, **parts}


def tokenizer_spec(out: Path, pad: int, meaning: str) -> dict[str, Any]:
    """The merges file travels with the bundle."""
    shutil.copyfile(MERGES, out / MERGES.name)
    ends = {"bos": 49406, "eos": 49407, "pad": pad}
    return {**file_entry(out, MERGES.name), "kind": "clip-bpe", "contextLength": CONTEXT, **ends, "lowercase": True, "maskMeaning": meaning}


def post_spec(presence: bool, threshold: float = 0.5) -> dict[str, Any]:
    """Scores, threshold and masks of section 2.4."""
    score = ["sigmoid(logits)", "sigmoid(presence)"] if presence else ["sigmoid(logits)"]
    masks = {"maskKind": "logits", "maskThreshold": 0, "filteredInGraph": False, "nmsIou": None}
    boxes = {"boxFormat": "xyxy", "boxSpace": "unit"}
    return {"pcs": {**boxes, "presence": presence, "score": score, "scoreThreshold": threshold, "strict": True, **masks}}


PROMPTS = {
    "boxes": {"format": "cxcywh", "space": "unit", "labels": {"pos": 1, "neg": 0, "pad": -10}, "boxOnlyText": "visual"}
}


def main_bundle(model: Sam3Model, out: Path, name: str, source: str, tiny: bool) -> None:
    """Text and box prompts, with presence."""
    size = model.config.vision_config.image_size
    roles = {
        "visionEncoder": vision_role(model, out, "vision-encoder.onnx", MAPS, "images", False),
        "textEncoder": text_role(model, out, "text-encoder.onnx", "masked", tiny),
        "decoder": decoder_role(model, out, "decoder.onnx", MAPS, ("textMask", "text_mask"), boxes=True),
    }
    parts = {"tokenizer": tokenizer_spec(out, EOS, "1=valid"), "prompts": PROMPTS, "post": post_spec(True)}
    write_json(out / "onnx-bundle.json", manifest(name, source, tiny, roles=roles, image=image_spec(size), **parts))


def text_only_bundle(model: Sam3Model, out: Path, name: str, source: str, tiny: bool) -> None:
    """
    No boxes, no presence, the host's own mask of tokens; other tensor names. Fixtures only: it shares the main
    bundle's text encoder, whose second output it leaves alone.
    """
    size = model.config.vision_config.image_size
    text = text_role(model, out, "text-encoder.onnx", "masked", tiny)
    del text["outputs"]["textMask"]
    roles = {
        "visionEncoder": vision_role(model, out, "text-only-vision.onnx", HIDDEN, "pixel_values", False),
        "textEncoder": text,
        "decoder": decoder_role(model, out, "text-only-decoder.onnx", HIDDEN, ("mask", "attention_mask"), False, presence=False),
    }
    parts = {"tokenizer": tokenizer_spec(out, EOS, "1=valid"), "post": post_spec(False, 0.6)}
    write_json(out / "text-only.json", manifest(name, source, tiny, roles=roles, image=image_spec(size), **parts))


def pad_zero_bundle(model: Sam3Model, out: Path, name: str, source: str, tiny: bool) -> None:
    """Tokens padded with 0, masks where 1 means padding, bytes in. Fixtures only."""
    size = model.config.vision_config.image_size
    roles = {
        "visionEncoder": vision_role(model, out, "pad-zero-vision.onnx", MAPS, "image", True),
        "textEncoder": text_role(model, out, "pad-zero-text.onnx", "pad0", tiny),
        "decoder": decoder_role(model, out, "pad-zero-decoder.onnx", MAPS, ("textMask", "language_mask"), False),
    }
    parts = {"tokenizer": tokenizer_spec(out, 0, "1=pad"), "post": post_spec(True)}
    write_json(out / "pad-zero.json", manifest(name, source, tiny, roles=roles, image=image_spec(size, True), **parts))


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="folder for graphs and onnx-bundle.json")
    parser.add_argument("--tiny", action="store_true", help="random weights, 112 pixels: the committed fixtures")
    parser.add_argument("--checkpoint", help="a Hugging Face repository or a folder with config.json and weights")
    parser.add_argument("--revision", help="commit of the repository; wanted unless --checkpoint is a folder")
    return parser.parse_args()


def main() -> None:
    """Exports, verifies, writes the manifest."""
    args = arguments()
    if args.tiny:
        model = tiny_model()
        command = "python models/export/sam3_image.py --tiny --out test/fixtures/onnx/sam3-pcs"
        text_only_bundle(model, args.out, "sam3-pcs-tiny-text-only", command, True)
        pad_zero_bundle(model, args.out, "sam3-pcs-tiny-pad-zero", command, True)
        main_bundle(model, args.out, "sam3-pcs-tiny", command, True)
        return
    if not args.checkpoint:
        raise SystemExit("--checkpoint is wanted (or --tiny)")
    if not args.revision and not Path(args.checkpoint).is_dir():
        raise SystemExit("--revision is wanted: the commit of the repository that the weights come from")
    model = loaded(args.checkpoint, args.revision)
    command = f"python models/export/sam3_image.py --checkpoint {args.checkpoint} --revision {args.revision} --out <folder>"
    main_bundle(model, args.out, "sam3-pcs", command, False)


if __name__ == "__main__":
    main()
