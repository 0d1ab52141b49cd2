"""Sections 1.4, 1.5 and 1.7 in plain NumPy, float64."""

from __future__ import annotations

from typing import Any

import numpy as np

FOCAL, SKY, FEWEST = 300.0, 0.3, 10
MOST_SKY_DEPTH = 200.0


def camera(code: np.ndarray, height: int, width: int) -> tuple[np.ndarray, np.ndarray]:
    """Nine numbers a view -> extrinsics (N, 3, 4) world to camera, intrinsics (N, 3, 3)."""
    extrinsics, intrinsics = [], []
    for row in code.reshape(-1, 9).astype(np.float64):
        t, (x, y, z, w), (fov_h, fov_w) = row[:3], row[3:7], row[7:]
        s = 2 / (x * x + y * y + z * z + w * w)
        rotation = np.array(
            [
                [1 - s * (y * y + z * z), s * (x * y - z * w), s * (x * z + y * w)],
                [s * (x * y + z * w), 1 - s * (x * x + z * z), s * (y * z - x * w)],
                [s * (x * z - y * w), s * (y * z + x * w), 1 - s * (x * x + y * y)],
            ]
        )
        extrinsics.append(np.column_stack([rotation.T, -rotation.T @ t]))
        fy = height / 2 / max(np.tan(fov_h / 2), 1e-6)
        fx = width / 2 / max(np.tan(fov_w / 2), 1e-6)
        intrinsics.append(np.array([[fx, 0, width / 2], [0, fy, height / 2], [0, 0, 1.0]]))
    return np.stack(extrinsics), np.stack(intrinsics)


def balance(tokens: np.ndarray) -> np.ndarray:
    """saddle_balanced: how far each view lies from the middle of three measures; the smallest wins."""
    t = tokens.astype(np.float64)
    length = np.linalg.norm(t, axis=1)
    u = t / length[:, None]
    alike = ((u @ u.T).sum(1) - 1) / (len(t) - 1)
    measures = [alike, length, u.var(axis=1, ddof=1)]
    scaled = [(m - m.min()) / (m.max() - m.min() + 1e-8) for m in measures]
    return sum(np.abs(m - 0.5) for m in scaled)


def reference_view(tokens: np.ndarray) -> int:
    """From three views on; before that the first."""
    return int(balance(tokens).argmin()) if len(tokens) >= 3 else 0


def to_front(order: int, chosen: int) -> list[int]:
    """Views in the order in which the graph sees them."""
    return [chosen, *(i for i in range(order) if i != chosen)]


def nested(
    depth: np.ndarray, conf: np.ndarray, extrinsics: np.ndarray, intrinsics: np.ndarray, mdepth: np.ndarray, sky: np.ndarray,
    focal_factor: float = 1.0,
) -> dict[str, Any]:
    """The seven steps; maps (N, H, W). focal_factor: width of the metric graph's picture by the any-view graph's."""
    depth, conf, mdepth, sky = (np.array(m, np.float64) for m in (depth, conf, mdepth, sky))
    extrinsics = np.array(extrinsics, np.float64)
    focal = (intrinsics[:, 0, 0] + intrinsics[:, 1, 1]).astype(np.float64) / 2 * focal_factor
    metric = mdepth * (focal / FOCAL)[:, None, None]
    ground = sky < SKY
    if ground.sum() <= FEWEST:
        return {"depth": depth, "confidence": conf, "extrinsics": extrinsics, "isMetric": False, "scale": 1.0, "skyDepth": None}
    middle = np.quantile(conf[ground], 0.5)
    fit = (conf >= middle) & ground & (metric > 1e-2) & (depth > 1e-3)
    scale = float((metric[fit] * depth[fit]).sum() / max((depth[fit] ** 2).sum(), 1e-12))
    depth = depth * scale
    extrinsics[:, :, 3] *= scale
    far = min(float(np.quantile(depth[ground], 0.99)), MOST_SKY_DEPTH)
    depth[~ground], conf[~ground] = far, 1.0
    return {"depth": depth, "confidence": conf, "extrinsics": extrinsics, "isMetric": True, "scale": scale, "skyDepth": far}


def metric_alone(mdepth: np.ndarray, sky: np.ndarray, focal: float) -> np.ndarray:
    """One view of the metric graph alone: metres, and sky at the 0.99 quantile unless either class has 10 pixels or fewer."""
    metres = np.array(mdepth, np.float64) * focal / FOCAL
    ground = np.asarray(sky) < SKY
    if ground.sum() > FEWEST and (~ground).sum() > FEWEST:
        metres[~ground] = np.quantile(metres[ground], 0.99)
    return metres


def ranks(conf: np.ndarray) -> np.ndarray:
    """Share of all pixels of all views that are surely less certain."""
    flat = np.sort(conf.reshape(-1).astype(np.float64))
    return np.searchsorted(flat, conf.astype(np.float64), side="left") / flat.size


def floor_of(conf: np.ndarray, percent: float = 40) -> float:
    """Confidence from which on points are kept."""
    return float(np.percentile(conf.astype(np.float64), percent))
