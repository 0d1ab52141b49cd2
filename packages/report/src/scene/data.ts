/**
 * A scene as it is drawn: what the page carries, and what becomes a GLB. World: +Y up, the first camera at the origin
 * looking along -Z. Type aliases without imports: the browser's side reads this file as well.
 */

export type Vec3 = readonly [x: number, y: number, z: number];
/** sRGB, 0 to 1. */
export type Colour = readonly [r: number, g: number, b: number];

/** What can be shown and hidden together. */
export type Layer = "cameras" | "objects" | "measurements" | "tracks" | "ground" | "axes";

/** Something with a name: points, lines, faces and a label, each of which may be missing. */
export interface Shape {
  readonly layer: Layer;
  readonly name: string;
  readonly colour: Colour;
  /** Flat xyz. */
  readonly points?: Float32Array;
  /** Flat xyz, two points a line. */
  readonly lines?: readonly number[];
  /** Flat xyz, three points a face; seen from both sides, translucent. */
  readonly faces?: readonly number[];
  readonly label?: { readonly at: Vec3; readonly text: string };
  /** The question of the session and the step of its run that made it; null: none did. */
  readonly turn: number | null;
  readonly step: number | null;
  /** false: there, but not shown until somebody asks for it. */
  readonly shown: boolean;
  /** What the answer rests on. */
  readonly isAnswer: boolean;
}

export interface Pinhole {
  readonly fx: number;
  readonly fy: number;
  readonly cx: number;
  readonly cy: number;
  readonly width: number;
  readonly height: number;
}

/** One camera with the points that it saw. */
export interface View {
  /** "frame 3", "frame 3 of video 2" */
  readonly name: string;
  /** Of the frame's picture. */
  readonly width: number;
  readonly height: number;
  /** For the whole depth map, of which every `stride`-th pixel from `first` on is here. */
  readonly intrinsics: Pinhole;
  readonly stride: number;
  readonly first: number;
  /** Camera-to-world, 4x4 row-major, OpenCV axes. */
  readonly c2w: readonly number[];
  /** Along the optical axis, row-major, NaN where nothing was measured. */
  readonly depth: Float32Array;
  /** 0 to 255; null: full wherever there is depth. */
  readonly confidence: Uint8Array | null;
  /** sRGB, three bytes a pixel of `depth`; null: not known. */
  readonly colours: Uint8Array | null;
  /** JPEG. */
  readonly picture: Uint8Array | null;
}

/** One reconstruction and all that was found and measured in it. */
export interface World {
  readonly title: string;
  /** Facts for people, one line each. */
  readonly notes: readonly string[];
  readonly views: readonly View[];
  readonly shapes: readonly Shape[];
  /** Middle and radius of what is worth looking at. */
  readonly centre: Vec3;
  readonly radius: number;
}

export interface SceneModel {
  readonly worlds: readonly World[];
  /** The one to begin with. */
  readonly start: number;
}

/** The same as JSON: arrays of numbers as base64 of their bytes, pictures as data URLs. */
export interface SceneData {
  readonly start: number;
  readonly worlds: readonly WorldData[];
}

export interface WorldData extends Omit<World, "views" | "shapes"> {
  readonly views: readonly ViewData[];
  readonly shapes: readonly ShapeData[];
}

export interface ViewData extends Omit<View, "depth" | "confidence" | "colours" | "picture"> {
  readonly depth: string;
  readonly confidence: string | null;
  readonly colours: string | null;
  readonly picture: string | null;
}

export interface ShapeData extends Omit<Shape, "points"> {
  readonly points?: string;
}
