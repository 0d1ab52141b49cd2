"""
Holds goldens/association.py against transformers' own planning phase: same masks in, same decisions out. NMS and the
cleaning of masks are ours on both sides, since transformers leaves them out without its optional GPU kernels.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import torch
from torch import nn
from transformers import Sam3VideoModel
from transformers.models.sam3_video.modeling_sam3_video import Sam3VideoInferenceSession

from goldens.association import DEFAULTS, Association, Detection, Frame, cleaned
from goldens.association_run import detections, follower
from goldens.association_scenes import Scene, scenes


class Planner(Sam3VideoModel):
    """The planning phase alone, without networks."""

    def __init__(self, config: dict[str, Any]) -> None:
        nn.Module.__init__(self)
        self.assoc_iou_thresh, self.trk_assoc_iou_thresh = config["assocIou"], config["trackIou"]
        self.new_det_thresh = config["newDet"]
        self.recondition_on_trk_masks = True
        self.hotstart_delay, self.hotstart_unmatch_thresh, self.hotstart_dup_thresh = config["hotstart"]
        self.suppress_unmatched_only_within_hotstart = config["suppressOnlyWithinHotstart"]
        self.init_trk_keep_alive, self.max_trk_keep_alive, self.min_trk_keep_alive = config["keepAlive"]
        self.suppress_overlapping_based_on_recent_occlusion_threshold = config["occlusionIou"]
        self.decrease_trk_keep_alive_for_empty_masklets = False
        self.max_num_objects = 10_000
        self.recondition_every_nth_frame = config["reconditionEvery"]
        self.high_conf_thresh, self.high_iou_thresh = config["reconditionScore"], config["reconditionIou"]
        self.written: dict[int, torch.Tensor] = {}

    def _tracker_update_memories(self, inference_session: Any, frame_idx: int, low_res_masks: Any, reconditioned_masks: Any = None) -> None:
        prompts = [inference_session.obj_id_to_prompt_id[id_] for id_ in inference_session.obj_ids]
        kept = self._suppress_object_pw_area_shrinkage(low_res_masks.unsqueeze(1).clone(), prompts)
        self.written = dict(zip(inference_session.obj_ids, kept[:, 0], strict=True))


class Session(Sam3VideoInferenceSession):
    """Without the networks' state: an object's index is its place in obj_ids."""

    def obj_id_to_idx(self, obj_id: int) -> int:
        return self.obj_ids.index(obj_id)


def new_session() -> Session:
    """Nothing tracked yet."""
    session = Session(video=None)
    session.obj_ids = []
    session.obj_id_to_tracker_score_frame_wise = defaultdict(dict)
    return session


def compare(what: str, got: Any, want: Any) -> None:
    """Ends the program at the first difference."""
    if got != want:
        raise SystemExit(f"{what}: NumPy says {got}, transformers {want}")


def check_scene(scene: Scene) -> int:
    """All frames of a scene; gives back how many decisions were not trivial."""
    ours = Association(follower(scene), **scene.config)
    planner, session = Planner({**DEFAULTS, **scene.config}), new_session()
    events = 0
    for at in range(scene.frames):
        before = list(ours.tracks)
        state = [ours.propagate(track, at) for track in before]
        listed = detections(scene, at)
        frame = ours.step(at, listed)
        kept = [[d for prompt in listed for d in prompt][i] for i in frame.kept]
        masks = torch.stack([torch.tensor(cleaned(m, 16)) for m, _ in state]) if before else torch.zeros(0, 30, 40)
        plan, meta = planner.run_tracker_update_planning_phase(
            inference_session=session,
            frame_idx=at,
            reverse=False,
            det_out=stacked(kept),
            tracker_low_res_masks_global=masks,
            tracker_obj_scores_global=torch.tensor([logit for _, logit in state]),
            det_idx_to_prompt_id={i: d.prompt for i, d in enumerate(kept)},
        )
        same(f"{scene.name}, frame {at}", frame, plan, meta, planner, masks, [t.id for t in before], at)
        advance(session, meta, at)
        compare(f"{scene.name}, frame {at}: ids", [t.id for t in ours.tracks], session.obj_ids)
        events += len(frame.removed) + len(frame.suppressed) + len(frame.occluded) + len(frame.reconditioned)
    return events


def stacked(kept: list[Detection]) -> dict[str, torch.Tensor]:
    """As the detector gives them."""
    masks = torch.stack([torch.tensor(d.mask) for d in kept]) if kept else torch.zeros(0, 30, 40)
    return {"mask": masks, "scores": torch.tensor([d.score for d in kept], dtype=torch.float64)}


def same(at: str, frame: Frame, plan: dict, meta: dict, planner: Planner, masks: torch.Tensor, ids: list[int], index: int) -> None:
    """Decisions and the pixels that go to memory."""
    extra = meta["extra_metadata"]
    compare(f"{at}: new", frame.new, dict(zip(plan["new_det_obj_ids"], plan["new_det_out_inds"], strict=True)))
    compare(f"{at}: unmatched", sorted(frame.unmatched), sorted(plan["unmatched_trk_obj_ids"]))
    compare(f"{at}: removed", set(frame.removed), plan["obj_ids_newly_removed"])
    compare(f"{at}: suppressed", set(frame.suppressed), set(extra["suppressed_obj_ids"][index]))
    compare(f"{at}: reconditioned", set(frame.reconditioned), plan["reconditioned_obj_ids"])
    compare(f"{at}: alive", frame.alive, {id_: extra["trk_keep_alive"][id_] for id_ in meta["obj_ids"]})
    for id_, mask in zip(ids, masks, strict=True):
        compare(f"{at}: hidden {id_}", id_ in frame.occluded, bool((mask == -10).all()))
        compare(f"{at}: memory {id_}", (frame.memory[id_] > 0).tolist(), (planner.written[id_] > 0).tolist())


def advance(session: Sam3VideoInferenceSession, meta: dict, at: int) -> None:
    """What Sam3VideoModel.forward does with the plan."""
    extra = meta["extra_metadata"]
    session.obj_id_to_score = meta["obj_id_to_score"]
    session.obj_id_to_tracker_score_frame_wise = meta["obj_id_to_tracker_score_frame_wise"]
    session.obj_id_to_last_occluded = meta["obj_id_to_last_occluded"]
    session.max_obj_id = meta["max_obj_id"]
    session.obj_ids = list(meta["obj_ids"])
    for name in ("obj_first_frame_idx", "unmatched_frame_inds", "trk_keep_alive", "overlap_pair_to_frame_inds", "removed_obj_ids"):
        setattr(session, name, extra[name])
    session.suppressed_obj_ids[at] = extra["suppressed_obj_ids"][at]


def main() -> None:
    """All scenes."""
    total = sum(check_scene(scene) for scene in scenes())
    print(f"  association: {len(scenes())} scenes as transformers decides them, {total} removals, suppressions and the like")


if __name__ == "__main__":
    main()
