"""The peer of `npm run bench:perf -- perception`: Pillow and NumPy around one run of a depth model.

Reads one JSON request per line and answers each with the milliseconds as one JSON line. A request names a file of raw
RGB bytes with its size, files of float32 maps (depth, confidence, metric depth, sky) and the size of those.
"""

import json
import sys
import time

import numpy as np
from PIL import Image

MEAN = np.array([0.485, 0.456, 0.406], np.float32)
STD = np.array([0.229, 0.224, 0.225], np.float32)


def before(image, size):
    """Bytes to the model's input: centre crop is not needed here, Lanczos, normalised planes."""
    small = np.asarray(Image.fromarray(image).resize(size, Image.Resampling.LANCZOS))
    return np.ascontiguousarray(((small.astype(np.float32) / np.float32(255) - MEAN) / STD).transpose(2, 0, 1))


def after(depth, confidence, metric, sky, focal):
    """The nested rule and confidence as ranks."""
    metres = metric * (focal / 300)
    ground = sky < 0.3
    middle = np.quantile(confidence[ground], 0.5)
    fit = (confidence >= middle) & ground & (metres > 0.01) & (depth > 0.001)
    a, b = metres[fit].astype(np.float64), depth[fit].astype(np.float64)
    depth = depth * ((a * b).sum() / max((b * b).sum(), 1e-12))
    far = min(np.quantile(depth[ground], 0.99), 200)
    depth[~ground] = far
    confidence = np.where(ground, confidence, 1)
    flat = np.sort(confidence.reshape(-1))
    return depth, np.searchsorted(flat, confidence.reshape(-1)) / flat.size


for line in sys.stdin:
    request = json.loads(line)
    image = np.fromfile(request["image"], np.uint8).reshape(request["height"], request["width"], 3)
    maps = [np.fromfile(request[name], np.float32) for name in ("depth", "confidence", "metric", "sky")]
    begin = time.perf_counter()
    before(image, tuple(request["size"]))
    middle = time.perf_counter()
    after(*maps, 400.0)
    end = time.perf_counter()
    print(json.dumps({"before": (middle - begin) * 1000, "after": (end - middle) * 1000}), flush=True)
