"""
Exports Depth Anything 3 to ONNX from a checkout of the official repository (no package index has it). Graphs have one
size of picture and any number of views; the first view is the reference, and a second graph gives what the host needs
to choose another (onnx-contracts.md 1.5, option C).

  git clone https://github.com/ByteDance-Seed/Depth-Anything-3 && git -C Depth-Anything-3 checkout 2c21ea84
  pip install ./Depth-Anything-3
  python models/export/da3.py --repo Depth-Anything-3 --anyview depth-anything/DA3-SMALL --revision <commit> \\
      --metric depth-anything/DA3METRIC-LARGE --metric-revision <commit> --size 504x378 --out my-da3
  python models/export/da3.py --tiny --out test/fixtures/onnx
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from typing import Any

from torch import nn

from lib.bundle import write_json
from lib.da3_bundle import anyview_role, image_spec, metric_role, post_spec, selector_role

COMMIT = "2c21ea84"
LICENSES = {
    "DA3-SMALL": "Apache-2.0",
    "DA3-BASE": "Apache-2.0",
    "DA3METRIC-LARGE": "Apache-2.0",
    "DA3MONO-LARGE": "Apache-2.0",
}
"""Of the weights, as their authors published them; every other one is CC-BY-NC-4.0."""


def size(text: str) -> tuple[int, int]:
    """504x378 (width x height) -> height, width."""
    width, height = (int(part) for part in text.split("x"))
    if width % 14 or height % 14:
        raise argparse.ArgumentTypeError(f"{text}: both sides must be multiples of 14")
    return height, width


def check_checkout(repo: Path, any_commit: bool) -> None:
    """Ends the program unless the checkout is the one the patches were written for."""
    if not (repo / "src" / "depth_anything_3").is_dir():
        raise SystemExit(f"{repo}: no src/depth_anything_3; --repo names a checkout of Depth-Anything-3")
    found = subprocess.run(["git", "-C", str(repo), "rev-parse", "HEAD"], capture_output=True, text=True)
    commit = found.stdout.strip()
    if not commit.startswith(COMMIT) and not any_commit:
        raise SystemExit(f"{repo} is at {commit or 'no commit'}, wanted {COMMIT}; --any-commit tries all the same")
    sys.path.insert(0, str(repo / "src"))


def network(model: str, revision: str | None, part: str) -> nn.Module:
    """The net behind the API, which itself runs in bfloat16; part: `da3` or `da3_metric` of a nested model."""
    from depth_anything_3.api import DepthAnything3

    if revision is None and not Path(model).is_dir():
        raise SystemExit(f"{model}: a revision is wanted, the commit of the repository that the weights come from")
    net = DepthAnything3.from_pretrained(model, revision=revision).model
    return getattr(net, part, net).float().eval()


def license_of(models: list[str]) -> dict[str, Any]:
    """The strictest of the networks'."""
    free = all(LICENSES.get(model.rstrip("/").split("/")[-1]) for model in models)
    name = "Apache-2.0" if free else "CC-BY-NC-4.0"
    return {"spdx": name, "upstream": name, "commercial": free}


def resize_spec(args: argparse.Namespace) -> dict[str, Any]:
    """By the one size of the graph: what the reference agent does, or what the official package does."""
    height, width = args.size
    if args.policy == "official":
        return {"policy": "upper-bound-multiple", "size": max(height, width), "multiple": 14, "filter": "area-cubic", "crop": "none"}
    return {"policy": "fixed-shapes", "multiple": 14, "filter": "lanczos3", "crop": "center", "shapes": [[width, height]]}


def full(args: argparse.Namespace) -> None:
    """Patches, exports, verifies, writes the manifest."""
    check_checkout(args.repo, args.any_commit)
    from lib.da3_official import AnyView, Metric, Selector, patch

    roles: dict[str, Any] = {}
    patch()
    if args.anyview:
        net = network(args.anyview, args.revision, "da3")
        roles["anyview"] = anyview_role(AnyView(net), args.out, "anyview.onnx", args.size, True, args.exporter)
        roles["refSelector"] = selector_role(Selector(net), args.out, "ref-selector.onnx", args.size, args.exporter)
    if args.metric:
        net = network(args.metric, args.metric_revision, "da3_metric")
        roles["metric"] = metric_role(Metric(net), args.out, "metric.onnx", args.size, args.exporter)
    models = [model for model in (args.anyview, args.metric) if model]
    head = {"format": "onnx-bundle/1", "id": args.id, "family": "da3", "source": {"export": " ".join(["python", *sys.argv])}}
    views = {"views": {"min": 1, "max": args.max_views, "dynamic": True, "batchAxis": 1}} if args.anyview else {}
    post = post_spec(bool(args.anyview), bool(args.anyview and args.metric), "host")
    if args.metric and not args.anyview:
        post["depth"] |= {"metricRule": {"type": "focal", "focalDivisor": 300}, "sky": {"threshold": 0.3, "isSkyIf": ">="}}
    body = {"license": license_of(models), "roles": roles, "image": image_spec(resize_spec(args)), **views, "post": post}
    write_json(args.out / "onnx-bundle.json", {**head, **body})


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="folder for graphs and onnx-bundle.json; with --tiny the one for both bundles")
    parser.add_argument("--tiny", action="store_true", help="a small network of ours with the same contract: the committed fixtures")
    parser.add_argument("--repo", type=Path, help=f"checkout of Depth-Anything-3 at {COMMIT}")
    parser.add_argument("--any-commit", action="store_true", help="go on with another commit; the patches check what they find")
    parser.add_argument("--anyview", help="any-view or nested model: a Hugging Face repository or a folder")
    parser.add_argument("--revision", help="its commit; wanted unless it is a folder")
    parser.add_argument("--metric", help="metric or nested model")
    parser.add_argument("--metric-revision", help="its commit; wanted unless it is a folder")
    parser.add_argument("--size", type=size, default=(378, 504), help="width x height of pictures, multiples of 14 (504x378)")
    parser.add_argument("--policy", choices=["agent", "official"], default="agent", help="how the host makes pictures that size")
    parser.add_argument("--exporter", choices=["legacy", "dynamo"], default="legacy")
    parser.add_argument("--max-views", type=int, default=16, help="written into the manifest")
    parser.add_argument("--id", default="da3", help="written into the manifest")
    return parser.parse_args()


def main() -> None:
    """Tiny or full."""
    args = arguments()
    if args.tiny:
        from lib.da3_tiny_bundles import make

        make(args.out)
    elif args.repo is None or not (args.anyview or args.metric):
        raise SystemExit("--repo and --anyview or --metric are wanted (or --tiny)")
    else:
        full(args)


if __name__ == "__main__":
    main()
