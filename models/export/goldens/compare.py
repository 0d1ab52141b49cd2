"""How far two results may lie apart, as the tests of the TypeScript side measure it."""

from __future__ import annotations

import numpy as np


def iou(a: np.ndarray, b: np.ndarray) -> float:
    """Of two boolean masks; 1 when both are empty."""
    union = int(np.logical_or(a, b).sum())
    return 1.0 if union == 0 else float(np.logical_and(a, b).sum()) / union


def worst_iou(a: np.ndarray, b: np.ndarray) -> float:
    """Over the first axis."""
    if a.shape != b.shape:
        return 0.0
    return min((iou(x, y) for x, y in zip(a, b, strict=True)), default=1.0)


def largest(a: np.ndarray, b: np.ndarray) -> float:
    """Largest absolute difference; infinite when the shapes differ."""
    if a.shape != b.shape:
        return float("inf")
    return float(np.abs(a.astype(np.float64) - b.astype(np.float64)).max(initial=0.0))


def demand(what: str, value: float, at_most: float) -> None:
    """Ends the program when a bar is missed."""
    if not value <= at_most:
        raise SystemExit(f"{what}: {value:.3e}, more than {at_most}")
