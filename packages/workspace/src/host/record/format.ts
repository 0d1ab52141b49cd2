import type { Intrinsics } from "@spatialclaw/media";
import type { Scale, World } from "@spatialclaw/perception";
import type { Measurement } from "../../wire-measurements.ts";

/** Beside `trace.jsonl`: one bundle (store) a record, `0001.bundle` and so on, in the order in which things happened. */
export const SCENE_FOLDER = "scene";
/** Of the records. It grows when an older reader would misread one. */
export const SCENE_VERSION = 1;

interface SceneRecordBase {
  readonly version: typeof SCENE_VERSION;
  /** The question of the session that it belongs to, from 1: a later question's scene has what earlier ones left. */
  readonly turn: number;
  /** The step of that question's run, from 1. */
  readonly step: number;
}

export interface RecordedFrame {
  /** Position among the frames of the input. */
  readonly at: number;
  readonly frameIndex: number;
  /** Which of several videos, from 1; null: there are not several. */
  readonly video: number | null;
  readonly name: string;
  /** Of the picture, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly seconds: number | null;
}

export interface RecordedView {
  readonly frame: RecordedFrame;
  /** For the whole depth map, of which every `stride`-th pixel, from `first` on, is kept in both directions. */
  readonly intrinsics: Intrinsics;
  readonly stride: number;
  readonly first: number;
  /** Camera-to-world, 4x4 row-major, OpenCV axes. */
  readonly c2w: readonly number[];
  /** Metres along the optical axis, row-major, NaN where nothing was measured. */
  readonly depth: Float32Array;
  /** 0 to 255 for 0 to 1, same size; null: full wherever there is depth. */
  readonly confidence: Uint8Array | null;
  /** The frame as a small JPEG; null where it could not be made. */
  readonly picture: Uint8Array | null;
}

/** World: +Y up, the first camera at the origin looking along -Z. */
export interface ReconstructionRecord extends SceneRecordBase {
  readonly kind: "reconstruction";
  /** What `world.recon` of measurements means. */
  readonly id: number;
  readonly scale: Scale;
  readonly world: World;
  readonly notes: readonly string[];
  readonly views: readonly RecordedView[];
}

export interface RecordedMask {
  readonly frame: RecordedFrame;
  /** Pixels set in the frame's own size. */
  readonly area: number;
  /** Of the thinned mask, whose pixels have their centres at even places of the picture. */
  readonly width: number;
  readonly height: number;
  /** Lengths of alternating runs in reading order, the first one unset. */
  readonly runs: Uint32Array;
}

export interface RecordedObject {
  readonly id: number;
  readonly label: string;
  readonly score: number;
  readonly masks: readonly RecordedMask[];
}

export interface ObjectsRecord extends SceneRecordBase {
  readonly kind: "objects";
  /** What was asked for, in words. */
  readonly prompt: string;
  /** One line: what matched, or what there is instead. */
  readonly note: string;
  readonly objects: readonly RecordedObject[];
}

/** Points of an object in a reconstruction: some of those under its masks. */
export interface CloudRecord extends SceneRecordBase {
  readonly kind: "cloud";
  readonly object: number;
  readonly recon: number;
  /** Flat xyz. */
  readonly points: Float32Array;
}

export interface MeasurementsRecord extends SceneRecordBase {
  readonly kind: "measurements";
  readonly list: readonly Measurement[];
}

export type SceneRecord = ReconstructionRecord | ObjectsRecord | CloudRecord | MeasurementsRecord;
