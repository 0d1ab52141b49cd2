"""
Makes all of test/fixtures/onnx: pictures, tiny graphs with manifests, and what PyTorch and NumPy say about them.

  python models/export/goldens/make.py            everything, about three minutes
  python models/export/goldens/make.py --keep     keeps pictures and graphs, makes the goldens and the index anew
"""

from __future__ import annotations

import argparse
import importlib.metadata
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import torch  # noqa: E402

from goldens import (  # noqa: E402
    association_check,
    association_run,
    da3,
    pictures,
    pillow,
    resize,
    sam3_image,
    sam3_tracker,
    sam3_video,
    text_video,
    tokenizer,
)
from goldens.inputs import FIXTURES  # noqa: E402
from goldens.tracker_model import calibrated  # noqa: E402
from lib import da3_tiny, sam3_tiny  # noqa: E402
from lib.bundle import sha256, write_json  # noqa: E402

EXPORT = Path(__file__).resolve().parents[1]
PACKAGES = ["torch", "torchvision", "transformers", "onnx", "onnxruntime", "onnxscript", "numpy", "scipy", "pillow", "opencv-python-headless", "tokenizers"]
SCRIPTS = {
    "pictures/": "models/export/goldens/pictures.py",
    "video/": "models/export/goldens/pictures.py",
    "sam3-pcs/": "models/export/sam3_image.py --tiny",
    "sam3-video/": "models/export/sam3_tracker.py --tiny",
    "da3-": "models/export/da3.py --tiny",
    "goldens/association": "models/export/goldens/association_run.py",
    "goldens/da3": "models/export/goldens/da3.py",
    "goldens/resample": "models/export/goldens/pillow.py",
    "goldens/sam3-image": "models/export/goldens/sam3_image.py",
    "goldens/sam3-tracker": "models/export/goldens/sam3_tracker.py",
    "goldens/sam3-video": "models/export/goldens/sam3_video.py",
    "goldens/text-video": "models/export/goldens/text_video.py",
    "goldens/tokenizer": "models/export/goldens/tokenizer.py",
}
"""Beginning of a path -> what makes it."""


def graphs() -> None:
    """Each script in a process of its own, as a person would run it."""
    for script, folder in (("sam3_image.py", "sam3-pcs"), ("sam3_tracker.py", "sam3-video"), ("da3.py", "")):
        command = [sys.executable, "-W", "ignore", str(EXPORT / script), "--tiny", "--out", str(FIXTURES / folder)]
        if subprocess.run(command, check=False).returncode != 0:
            raise SystemExit(f"{script} failed")


def goldens() -> None:
    """Everything that compares graphs with PyTorch on the way."""
    resize.check()
    pillow.make(FIXTURES)
    tokenizer.make(FIXTURES)
    association_run.make(FIXTURES)
    association_check.main()
    da3.make(FIXTURES)
    sam3_image.make(FIXTURES)
    tracker = calibrated()
    sam3_tracker.make(FIXTURES, tracker)
    sam3_video.make(FIXTURES, tracker)
    text_video.make(FIXTURES, tracker)


def index() -> None:
    """index.json: every file with size, hash and the script that made it."""
    files: dict[str, Any] = {}
    for path in sorted(FIXTURES.rglob("*")):
        name = path.relative_to(FIXTURES).as_posix()
        if path.is_dir() or name == "index.json":
            continue
        made = next((script for start, script in SCRIPTS.items() if name.startswith(start)), None)
        if made is None:
            raise SystemExit(f"{name}: no script makes it")
        files[name] = {"bytes": path.stat().st_size, "sha256": sha256(path), "madeBy": made}
    versions = {"python": platform.python_version()} | {name: importlib.metadata.version(name) for name in PACKAGES}
    versions["torch"] = torch.__version__
    seeds = {"sam3": sam3_tiny.SEED, "da3": da3_tiny.SEED}
    total = sum(entry["bytes"] for entry in files.values())
    head = {"format": "fixtures/1", "command": "python models/export/goldens/make.py", "madeWith": versions, "seeds": seeds}
    write_json(FIXTURES / "index.json", {**head, "bytes": total, "files": files}, indent=1)
    print(f"  {len(files)} files, {total / 1e6:.1f} MB; the largest: {max(entry['bytes'] for entry in files.values()) / 1e6:.1f} MB")


def main() -> None:
    """In the order in which one needs the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", action="store_true", help="keep pictures and graphs")
    if not parser.parse_args().keep:
        pictures.make(FIXTURES)
        graphs()
    goldens()
    index()


if __name__ == "__main__":
    main()
