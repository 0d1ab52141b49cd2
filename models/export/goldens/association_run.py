"""Runs goldens/association.py on goldens/association_scenes.py and writes what came out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from goldens.association import DEFAULTS, Association, Detection, Frame, Track
from goldens.association_scenes import GROUND, HEIGHT, WIDTH, Scene, painted, scenes
from lib.bundle import write_json


def follower(scene: Scene) -> Callable[[Track, int], tuple[np.ndarray, float]]:
    """The tracker of a scene: a track follows the entity that its detection overlaps most, or none."""
    chosen: dict[int, int | None] = {}

    def seed(track: Track) -> int | None:
        mask = next(painted(d["paint"]) for d in scene.detections[track.first][track.prompt] if d["score"] == track.score) > 0
        shared = [np.logical_and(mask, painted(e[track.first]["paint"]) > 0) for e in scene.entities]
        unions = [np.logical_or(mask, painted(e[track.first]["paint"]) > 0) for e in scene.entities]
        ious = [float(s.sum() / u.sum()) for s, u in zip(shared, unions, strict=True)]
        return int(np.argmax(ious)) if max(ious) > 0 else None

    def propagate(track: Track, at: int) -> tuple[np.ndarray, float]:
        if track.id not in chosen:
            chosen[track.id] = seed(track)
        entity = chosen[track.id]
        state = {"paint": [], "logit": -3.0} if entity is None else scene.entities[entity][at]
        return painted(state["paint"]), state["logit"]

    return propagate


def detections(scene: Scene, at: int) -> list[list[Detection]]:
    """A list for each prompt."""
    listed = enumerate(scene.detections[at])
    return [[Detection(painted(d["paint"]), d["score"], prompt) for d in found] for prompt, found in listed]


def measures(masks: dict[int, np.ndarray]) -> dict[str, list[int]]:
    """Area and the sums of the columns and rows of the pixels above 0."""
    found = {}
    for id_, mask in sorted(masks.items()):
        y, x = np.nonzero(mask > 0)
        found[str(id_)] = [len(x), int(x.sum()), int(y.sum())]
    return found


def expected(frame: Frame) -> dict[str, Any]:
    """As JSON."""
    return {
        "kept": frame.kept,
        "new": {str(id_): i for id_, i in frame.new.items()},
        "unmatched": sorted(frame.unmatched),
        "removed": sorted(frame.removed),
        "suppressed": sorted(frame.suppressed),
        "occluded": sorted(frame.occluded),
        "reconditioned": {str(id_): i for id_, i in sorted(frame.reconditioned.items())},
        "alive": {str(id_): alive for id_, alive in sorted(frame.alive.items())},
        "scores": {str(id_): round(score, 9) for id_, score in sorted(frame.scores.items())},
        "masks": measures(frame.masks),
        "memory": measures(frame.memory),
    }


def run(scene: Scene) -> tuple[list[Frame], list[list[dict[str, Any]]]]:
    """Frames, and what step 11 gives out after each."""
    association = Association(follower(scene), **scene.config)
    frames, given = [], []
    for at in range(scene.frames):
        frames.append(association.step(at, detections(scene, at)))
        out = association.outputs(at, frames[-1], at == scene.frames - 1)
        given.append([{"frame": index, "ids": ids} for index, ids in out])
    return frames, given


def make(fixtures: Path) -> None:
    """goldens/association.json."""
    listed = []
    for scene in scenes():
        frames, given = run(scene)
        entry = {"name": scene.name, "frames": scene.frames, "config": scene.config, "entities": scene.entities}
        shown = {id_ for out in given for one in out for id_ in one["ids"]}
        made = {id_ for frame in frames for id_ in frame.new}
        print(f"    {scene.name}: made {sorted(made)}, shown {sorted(shown)}")
        expects = [{**expected(f), "out": g} for f, g in zip(frames, given, strict=True)]
        listed.append({**entry, "detections": scene.detections, "expected": expects})
    content = {
        "format": "association/1",
        "about": "The twelve steps of section 4.3 on painted masks, by plain NumPy (models/export/goldens/association.py)",
        "width": WIDTH,
        "height": HEIGHT,
        "ground": GROUND,
        "defaults": DEFAULTS,
        "scenes": listed,
    }
    write_json(fixtures / "goldens" / "association.json", content, indent=None)
