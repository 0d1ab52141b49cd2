"""
Videos of rectangles for goldens/association.py. A mask is painted: rectangles [x0, y0, x1, y1, value] one after
another on a ground of -5 (right and lower edges excluded). What the tracker would give for a track is an entity: one
painted mask and one logit a frame. A new track follows the entity that its detection overlaps most.
"""

from __future__ import annotations

from typing import Any

import numpy as np

WIDTH, HEIGHT, GROUND = 40, 30, -5.0
Paint = list[list[float]]


def painted(paint: Paint) -> np.ndarray:
    """Logits (HEIGHT, WIDTH)."""
    mask = np.full((HEIGHT, WIDTH), GROUND)
    for x0, y0, x1, y1, value in paint:
        mask[int(y0) : int(y1), int(x0) : int(x1)] = value
    return mask


def rectangle(x: float, y: float, w: float, h: float, value: float = 5.0) -> Paint:
    """Cut off at the borders."""
    x0, y0 = max(0, round(x)), max(0, round(y))
    x1, y1 = min(WIDTH, round(x + w)), min(HEIGHT, round(y + h))
    return [[x0, y0, x1, y1, value]] if x1 > x0 and y1 > y0 else []


class Scene:
    """Entities and detections, frame by frame."""

    def __init__(self, name: str, frames: int, prompts: int = 1, **config: Any) -> None:
        self.name, self.frames, self.config = name, frames, config
        self.entities: list[list[dict[str, Any]]] = []
        self.detections: list[list[list[dict[str, Any]]]] = [[[] for _ in range(prompts)] for _ in range(frames)]

    def entity(self, *, at: Any, seen: Any = lambda t: True, value: float = 5.0, extra: Paint | None = None) -> int:
        """at(t): x, y, w, h; while not seen(t) the mask is empty and the logit -3."""
        listed = []
        for t in range(self.frames):
            paint = [*rectangle(*at(t), value), *(extra or [])] if seen(t) else []
            listed.append({"paint": paint, "logit": 3.0 if paint else -3.0})
        self.entities.append(listed)
        return len(self.entities) - 1

    def detect(self, at: Any, score: Any = 0.9, when: Any = lambda t: True, prompt: int = 0, extra: Paint | None = None) -> None:
        """A detection of at(t) in the frames when(t)."""
        for t in range(self.frames):
            paint = [*rectangle(*at(t)), *(extra or [])]
            if when(t) and paint:
                value = score(t) if callable(score) else score
                self.detections[t][prompt].append({"paint": paint, "score": value})

    def object(self, at: Any, score: Any = 0.9, when: Any = lambda t: True, prompt: int = 0, **entity: Any) -> None:
        """An entity that is detected."""
        self.entity(at=at, **entity)
        self.detect(at, score, when, prompt)


def still(x: float, y: float, w: float, h: float) -> Any:
    """Does not move."""
    return lambda t: (x, y, w, h)


def moving(x: float, y: float, w: float, h: float, dx: float, dy: float = 0.0) -> Any:
    """Moves evenly."""
    return lambda t: (x + dx * t, y + dy * t, w, h)


def simple() -> list[Scene]:
    """One happening each."""
    cross = Scene("cross", 24)
    cross.object(moving(0, 8, 8, 8, 1.4), 0.95, value=6.0)
    cross.object(moving(32, 10, 8, 8, -1.4), 0.85)
    occlude = Scene("occlude", 30)
    occlude.object(still(16, 5, 8, 20), 0.95, value=6.0)
    occlude.object(moving(0, 12, 6, 6, 1.2), 0.9, when=lambda t: t < 12 or t > 19, seen=lambda t: t < 12 or t > 19)
    leave = Scene("leave and re-enter", 40)
    leave.object(moving(26, 6, 8, 8, 1), 0.9, when=lambda t: t < 13, seen=lambda t: t < 13)
    leave.object(moving(-22, 18, 8, 8, 1), 0.9, when=lambda t: t > 17, seen=lambda t: t > 15)
    duplicate = Scene("duplicate", 26)
    duplicate.object(still(10, 8, 12, 10), 0.95)
    duplicate.entity(at=lambda t: (23, 8, 6, 10) if t < 4 else (12, 8, 8, 10), value=4.0)
    duplicate.detect(still(23, 8, 6, 10), 0.8, when=lambda t: t == 3)
    false = Scene("false start", 26)
    false.object(still(4, 4, 8, 8), 0.9)
    false.object(still(25, 15, 6, 6), 0.75, when=lambda t: t == 2)
    return [cross, occlude, leave, duplicate, false]


def rules() -> list[Scene]:
    """One rule each."""
    alive = Scene("keep-alive", 44, suppressOnlyWithinHotstart=False, keepAlive=[4, 4, -1])
    alive.object(still(10, 10, 10, 10), 0.9, when=lambda t: t < 20 or t > 34)
    weak = Scene("weak first detection", 20)
    weak.object(still(4, 4, 8, 8), 0.6)
    weak.object(still(25, 15, 6, 6), 0.65)
    weak.detect(still(25, 15, 6, 6), 0.6, when=lambda t: t == 0)
    late = Scene("weak later detection", 20)
    late.object(still(4, 4, 8, 8), 0.9)
    late.object(still(25, 15, 6, 6), 0.65, when=lambda t: t > 0)
    half = Scene("matched by 0.3", 30)
    half.entity(at=still(10, 10, 10, 10))
    half.detect(still(10, 10, 10, 10), 0.9, when=lambda t: t == 0)
    half.detect(still(16, 10, 10, 10), 0.9, when=lambda t: t > 0)
    again = Scene("re-conditioned", 34)
    again.object(still(8, 8, 10, 10), lambda t: 0.9 if t != 32 else 0.79)
    again.detect(still(8, 8, 11, 10), 0.99, when=lambda t: t == 16)
    bare = Scene("no hotstart", 20, hotstart=[0, 0, 0], reconditionEvery=0)
    bare.object(moving(2, 4, 8, 8, 0.5), 0.9)
    bare.object(still(25, 15, 6, 6), 0.75, when=lambda t: t == 2)
    return [alive, weak, late, half, again, bare]


def masks() -> list[Scene]:
    """What happens to pixels."""
    holes = Scene("holes and specks", 18)
    dots: Paint = [[12, 12, 16, 16, -5], [20, 12, 25, 16, -5], [2, 2, 6, 6, 5], [0, 25, 1, 30, 5], [1, 24, 2, 25, 5]]
    holes.entity(at=still(8, 8, 20, 14), extra=dots)
    holes.detect(still(8, 8, 20, 14), 0.9, extra=dots)
    tiny = Scene("tiny object", 18)
    tiny.object(still(10, 10, 3, 3), 0.9)
    pile = Scene("NMS", 18)
    pile.object(still(10, 8, 10, 10), 0.9)
    pile.detect(still(18, 8, 10, 10), 0.95, when=lambda t: t % 3 == 0)
    pile.object(still(26, 8, 10, 10), 0.7)
    pile.detect(still(4, 20, 8, 8), 0.5)
    over = Scene("recent occlusion", 34)
    over.object(lambda t: (6 + min(t, 12), 8, 10, 10), 0.9, seen=lambda t: t != 3, when=lambda t: t < 12, value=5.0)
    over.object(lambda t: (30 - min(t, 12), 8, 10, 10), 0.88, seen=lambda t: t != 6, when=lambda t: t < 30, value=6.0)
    shrink = Scene("covered", 24)
    shrink.object(lambda t: (8, 8, 20, 14) if t > 3 else (24, 2, 14, 10), 0.9, value=6.0)
    shrink.object(still(10, 10, 6, 6), 0.85, value=5.0)
    prompts = Scene("two prompts", 30, prompts=2)
    prompts.object(still(8, 8, 12, 12), 0.9)
    prompts.entity(at=still(9, 8, 12, 12), value=4.0)
    prompts.detect(still(9, 8, 12, 12), 0.8, prompt=1)
    prompts.object(moving(24, 4, 8, 8, 0.3, 0.5), 0.9, prompt=1, when=lambda t: t > 2)
    return [holes, tiny, pile, over, shrink, prompts]


def random_scene(seed: int) -> Scene:
    """Entities that come and go, detections that miss, wobble and repeat."""
    rng = np.random.default_rng(seed)
    scene = Scene(f"random {seed}", 36, prompts=2)
    for i in range(5):
        x, y, w, h = rng.uniform(0, 30), rng.uniform(0, 20), rng.uniform(5, 14), rng.uniform(5, 14)
        dx, dy, start, end = *rng.uniform(-0.8, 0.8, 2), rng.integers(0, 10), rng.integers(18, 40)
        gap = range(int(rng.integers(10, 16)), int(rng.integers(17, 22)))
        path = moving(x, y, w, h, dx, dy)
        scene.entity(at=path, seen=lambda t, s=start, e=end, g=gap: s <= t < e and t not in g, value=3.0 + i / 2)
        misses = set(rng.choice(36, 10, replace=False).tolist())
        level = float(rng.uniform(0.55, 0.95))
        shift = rng.integers(-2, 3, (36, 2))
        wobble = lambda t, p=path, s=shift: (p(t)[0] + s[t, 0], p(t)[1] + s[t, 1], *p(t)[2:])  # noqa: E731
        scores = np.round(np.clip(level + rng.normal(0, 0.08, 36), 0.3, 0.99), 3)
        shown = lambda t, s=start, e=end, m=misses: s <= t < e and t not in m  # noqa: E731
        scene.detect(wobble, lambda t, v=scores: float(v[t]), shown, prompt=int(i % 2))
    return scene


def scenes() -> list[Scene]:
    """All of them."""
    return [*simple(), *rules(), *masks(), *(random_scene(seed) for seed in range(6))]
