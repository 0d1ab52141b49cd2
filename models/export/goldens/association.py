"""
Section 4.3 in plain NumPy: which detection is which track, frame by frame. A track's mask comes from outside
(propagate), so that the twelve steps can be tested without a network.

Choices where the section leaves room, all as transformers 5.18 (modeling_sam3_video.py) has them:
- NMS is greedy, by falling score (ties: the earlier query), on logits > 0, and drops what overlaps by more than 0.1;
  what stays keeps the order of the queries. Without its optional GPU kernels transformers leaves NMS and step 2's
  cleaning out; here they are always done.
- Components are 8-connected; those that touch the border count too. Holes first, then specks.
- A track counts as matched for step 5 from IoU 0.1, as unmatched below 0.5: between the two it gets +1 and -1.
- At keep-alive 0 a track is hidden only when `suppressOnlyWithinHotstart` is off.
- Step 7 also wants the track's own logit above 0.8; the tracked mask goes to memory, the detection's is shown.
- Step 8 compares only tracks that both were hidden or empty before.
- The last overlap rule of transformers' processor, on the masks it gives out, is not part of the section.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy import ndimage

DEFAULTS: dict[str, Any] = {
    "det": 0.5,
    "nmsIou": 0.1,
    "assocIou": 0.1,
    "trackIou": 0.5,
    "newDet": 0.7,
    "hotstart": [15, 8, 8],
    "suppressOnlyWithinHotstart": True,
    "keepAlive": [30, 30, -1],
    "occlusionIou": 0.7,
    "fillHole": 16,
    "reconditionEvery": 16,
    "reconditionScore": 0.8,
    "reconditionIou": 0.8,
    "shrink": 0.3,
}
NEVER, ALWAYS = -1, 100_000


@dataclass
class Detection:
    """Of one frame; mask: logits."""

    mask: np.ndarray
    score: float
    prompt: int


@dataclass
class Track:
    """One object."""

    id: int
    prompt: int
    first: int
    score: float
    alive: int
    unmatched: list[int] = field(default_factory=list)
    occluded: int | None = None


@dataclass
class Frame:
    """What one frame decided."""

    masks: dict[int, np.ndarray] = field(default_factory=dict)
    scores: dict[int, float] = field(default_factory=dict)
    memory: dict[int, np.ndarray] = field(default_factory=dict)
    new: dict[int, int] = field(default_factory=dict)
    unmatched: list[int] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    suppressed: list[int] = field(default_factory=list)
    occluded: list[int] = field(default_factory=list)
    reconditioned: dict[int, int] = field(default_factory=dict)
    kept: list[int] = field(default_factory=list)
    alive: dict[int, int] = field(default_factory=dict)


def overlaps(a: list[np.ndarray], b: list[np.ndarray]) -> np.ndarray:
    """IoU of all pairs of boolean masks; 0 for two empty ones."""
    found = np.zeros((len(a), len(b)))
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            found[i, j] = np.logical_and(x, y).sum() / max(1, np.logical_or(x, y).sum())
    return found


def nms(detections: list[Detection], limit: float) -> list[int]:
    """Indices that stay, in their order."""
    ious = overlaps([d.mask > 0 for d in detections], [d.mask > 0 for d in detections])
    stays: list[int] = []
    for i in sorted(range(len(detections)), key=lambda i: -detections[i].score):
        if all(ious[i, j] <= limit for j in stays):
            stays.append(i)
    return sorted(stays)


def small_components(mask: np.ndarray, most: int) -> np.ndarray:
    """Pixels of 8-connected components of at most `most` pixels."""
    labels, count = ndimage.label(mask, structure=np.ones((3, 3)))
    sizes = np.bincount(labels.reshape(-1), minlength=count + 1)
    return mask & (sizes[labels] <= most)


def cleaned(logits: np.ndarray, most: int) -> np.ndarray:
    """Small holes become 0.1, then small specks -0.1."""
    if most <= 0:
        return logits
    filled = np.where(small_components(logits <= 0, most), 0.1, logits)
    foreground = filled > 0
    return np.where(small_components(foreground, min(most, int(foreground.sum()) // 2)), -0.1, filled)


def without_overlap(masks: list[np.ndarray]) -> list[np.ndarray]:
    """Each pixel stays with the mask that is surest of it; the others go to -10 there."""
    if len(masks) < 2:
        return masks
    best = np.stack(masks).argmax(0)
    return [np.where(best == i, mask, np.minimum(mask, -10)) for i, mask in enumerate(masks)]


class Association:
    """All tracks of a video."""

    def __init__(self, propagate: Callable[[Track, int], tuple[np.ndarray, float]], **config: Any) -> None:
        self.propagate = propagate
        self.config = {**DEFAULTS, **config}
        self.tracks: list[Track] = []
        self.pairs: dict[tuple[int, int], list[int]] = {}
        self.removed: set[int] = set()
        self.last_id = -1
        self.buffer: list[tuple[int, Frame]] = []

    def step(self, at: int, detections: list[list[Detection]]) -> Frame:
        """One frame; detections: a list for each prompt, unfiltered."""
        frame = Frame()
        found = self._detections(detections)
        frame.kept = [i for i, _ in found]
        dets = [d for _, d in found]
        logits = {}
        for track in self.tracks:
            mask, logit = self.propagate(track, at)
            logits[track.id] = logit
            frame.masks[track.id] = cleaned(mask, self.config["fillHole"])
            frame.scores[track.id] = 1 / (1 + float(np.exp(-logit)))
        matched, new, confirmed = self._match(dets, frame)
        created = self._create(at, dets, new, frame)
        self._keep_alive(at, matched, frame)
        self._hotstart(at, matched, frame)
        recondition = self._recondition(at, confirmed, logits)
        self._occlusion(at, frame)
        self._memory(frame)
        self._finish(created, dets, recondition, frame)
        return frame

    def _detections(self, prompts: list[list[Detection]]) -> list[tuple[int, Detection]]:
        """Steps 1: score, NMS within a prompt, prompts one after another; with the index over all prompts."""
        found, base = [], 0
        for listed in prompts:
            above = [i for i, d in enumerate(listed) if d.score > self.config["det"]]
            stays = nms([listed[i] for i in above], self.config["nmsIou"])
            found += [(base + above[i], listed[above[i]]) for i in stays]
            base += len(listed)
        return found

    def _match(self, dets: list[Detection], frame: Frame) -> tuple[dict[int, list[int]], list[int], dict[int, int]]:
        """Steps 3 and 4: tracks of each detection, new detections, and detections that confirm a track (step 7)."""
        tracks, config = self.tracks, self.config
        binary = [frame.masks[t.id] > 0 for t in tracks]
        ious = overlaps([d.mask > 0 for d in dets], binary)
        for i, d in enumerate(dets):
            for j, t in enumerate(tracks):
                ious[i, j] = ious[i, j] if d.prompt == t.prompt else 0.0
        if not tracks:
            return {}, list(range(len(dets))), {}
        for j, track in enumerate(tracks):
            if binary[j].any() and not (ious[:, j] >= config["trackIou"]).any():
                frame.unmatched.append(track.id)
        matched = {i: [t.id for j, t in enumerate(tracks) if ious[i, j] >= config["assocIou"]] for i in range(len(dets))}
        new = [i for i, d in enumerate(dets) if d.score >= config["newDet"] and not matched[i]]
        confirmed = {}
        for i, d in enumerate(dets):
            if i not in new and d.score >= config["reconditionScore"] and ious[i].max() >= config["reconditionIou"]:
                confirmed[tracks[int(ious[i].argmax())].id] = i
        return matched, new, confirmed

    def _create(self, at: int, dets: list[Detection], new: list[int], frame: Frame) -> list[Track]:
        """New tracks get ids from 0 on, which are never used again. They join after this frame's steps."""
        made = []
        for i in new:
            self.last_id += 1
            made.append(Track(self.last_id, dets[i].prompt, at, dets[i].score, self.config["keepAlive"][0]))
            frame.new[self.last_id] = i
        return made

    def _keep_alive(self, at: int, matched: dict[int, list[int]], frame: Frame) -> None:
        """Step 5."""
        _, most, least = self.config["keepAlive"]
        seen = {id_ for ids in matched.values() for id_ in ids}
        for track in self.tracks:
            if track.id in seen:
                track.alive = min(most, track.alive + 1)
            if track.id in frame.unmatched:
                track.unmatched.append(at)
                track.alive = max(least, track.alive - 1)

    def _hotstart(self, at: int, matched: dict[int, list[int]], frame: Frame) -> None:
        """Step 6, and who is hidden for lack of matches."""
        delay, unmatched, duplicate = self.config["hotstart"]
        young = {t.id for t in self.tracks if t.first > at - delay}
        first = {t.id: t.first for t in self.tracks}
        for track in self.tracks:
            if len(track.unmatched) >= unmatched and track.id in young:
                frame.removed.append(track.id)
            elif track.unmatched and track.alive <= 0 and not self.config["suppressOnlyWithinHotstart"]:
                frame.suppressed.append(track.id)
        for ids in matched.values():
            if len(ids) < 2:
                continue
            eldest = min(ids, key=lambda id_: first[id_])
            for id_ in ids:
                if id_ != eldest:
                    self.pairs.setdefault((eldest, id_), []).append(at)
        for (_, id_), frames in self.pairs.items():
            if id_ in young and id_ not in frame.removed and len(frames) >= duplicate:
                frame.removed.append(id_)
        self.removed.update(frame.removed)

    def _recondition(self, at: int, confirmed: dict[int, int], logits: dict[int, float]) -> dict[int, int]:
        """Step 7: track -> detection."""
        every = self.config["reconditionEvery"]
        if every <= 0 or at % every != 0:
            return {}
        return {id_: i for id_, i in confirmed.items() if logits[id_] > self.config["reconditionScore"]}

    def _occlusion(self, at: int, frame: Frame) -> None:
        """Step 8: of two tracks of a prompt that overlap by 0.7, the one hidden or empty more recently goes."""
        last = [self._last(track, frame) for track in self.tracks]
        ious = overlaps([frame.masks[t.id] > 0 for t in self.tracks], [frame.masks[t.id] > 0 for t in self.tracks])
        gone = set()
        for i, a in enumerate(self.tracks):
            for j in range(i + 1, len(self.tracks)):
                if a.prompt != self.tracks[j].prompt or ious[i, j] < self.config["occlusionIou"]:
                    continue
                if last[i] > last[j] > NEVER:
                    gone.add(i)
                if last[j] > last[i] > NEVER:
                    gone.add(j)
        for i, track in enumerate(self.tracks):
            empty = not (frame.masks[track.id] > 0).any()
            track.occluded = at if empty or i in gone else last[i]
            if i in gone:
                frame.occluded.append(track.id)
                frame.masks[track.id] = np.full_like(frame.masks[track.id], -10)

    @staticmethod
    def _last(track: Track, frame: Frame) -> int:
        if track.occluded is not None:
            return track.occluded
        return ALWAYS if track.id in frame.removed else NEVER

    def _memory(self, frame: Frame) -> None:
        """Step 9, within each prompt: what keeps less than 0.3 of its area without overlaps is written as nothing."""
        for prompt in {t.prompt for t in self.tracks}:
            ids = [t.id for t in self.tracks if t.prompt == prompt]
            before = [frame.masks[id_] for id_ in ids]
            for id_, mask, alone in zip(ids, before, without_overlap(before), strict=True):
                share = (alone > 0).sum() / max(1, (mask > 0).sum())
                frame.memory[id_] = mask if share >= self.config["shrink"] or len(ids) < 2 else np.minimum(mask, -10)

    def _finish(self, created: list[Track], dets: list[Detection], recondition: dict[int, int], frame: Frame) -> None:
        """Step 10, and what is shown of new and re-conditioned tracks."""
        for track in created:
            mask = dets[frame.new[track.id]].mask
            frame.masks[track.id] = cleaned(mask, self.config["fillHole"])
            frame.memory[track.id] = np.where(mask >= 0.5, 10.0, -10.0)
            frame.scores[track.id] = track.score
        for id_, i in recondition.items():
            frame.masks[id_] = dets[i].mask
        frame.reconditioned = recondition
        self.tracks = [t for t in [*self.tracks, *created] if t.id not in frame.removed]
        frame.alive = {t.id: t.alive for t in self.tracks}

    def outputs(self, at: int, frame: Frame, last: bool) -> list[tuple[int, list[int]]]:
        """Step 11: frames that can be given out now, with the ids whose masks are shown."""
        delay = self.config["hotstart"][0]
        self.buffer.append((at, frame))
        if last or delay <= 0:
            ready, self.buffer = self.buffer, []
        elif len(self.buffer) >= delay:
            ready, self.buffer = self.buffer[:1], self.buffer[1:]
        else:
            ready = []
        return [(index, self.shown(one)) for index, one in ready]

    def shown(self, frame: Frame) -> list[int]:
        """Not empty, not hidden, not removed by now."""
        hidden = {*frame.suppressed, *self.removed}
        return sorted(id_ for id_, mask in frame.masks.items() if id_ not in hidden and (mask > 0).any())
