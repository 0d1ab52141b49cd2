/** Metres, the scene's own world: +Z up, the floor at z = 0. */
export type Vec3 = readonly [x: number, y: number, z: number];

export interface SceneObject {
  /** From 1; the value in the instance maps. */
  readonly id: number;
  /** What people call it: "heater", "trash can". */
  readonly label: string;
  /** Flat xyz corners of triangles, nine numbers each, in the scene's world: exactly what is rendered. */
  readonly triangles: Float32Array;
  /** Horizontal unit vector out of its front; absent for pieces without one, as a lamp. */
  readonly facing?: Vec3;
}

export interface Scene {
  readonly seed: number;
  /** Inner size: x, y, height. The room's corner is the origin. */
  readonly room: Vec3;
  readonly objects: readonly SceneObject[];
  readonly cameras: readonly SceneCamera[];
}

export interface SceneCamera {
  /** Camera-to-world, 4x4 row-major, OpenGL axes (x right, y up, z backward). */
  readonly c2w: readonly number[];
  readonly intrinsics: {
    readonly fx: number;
    readonly fy: number;
    readonly cx: number;
    readonly cy: number;
    readonly width: number;
    readonly height: number;
  };
  /** Time in a video; absent for photos. */
  readonly seconds?: number;
}

/** One ray per pixel centre. */
export interface RenderedFrame {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
  /** Metres along the optical axis; 0 where nothing was hit. */
  readonly depth: Float32Array;
  /** Object ids; 0 is the room itself. */
  readonly ids: Uint16Array;
}

/** An object's upright oriented box: smallest rectangle on the floor that holds it, and its height. */
export interface TruthBox {
  readonly center: Vec3;
  /** Longer and shorter horizontal side, height. */
  readonly width: number;
  readonly depth: number;
  readonly height: number;
  /** Horizontal direction of the longer side, unit length. */
  readonly axis: Vec3;
}

export interface TruthObject {
  readonly id: number;
  readonly label: string;
  readonly box: TruthBox;
  /** Horizontal unit vector out of its front; absent for pieces without one. */
  readonly facing?: Vec3;
}

export interface TruthPair {
  readonly a: number;
  readonly b: number;
  /** Between the surfaces, exact. */
  readonly distance: number;
  readonly pointA: Vec3;
  readonly pointB: Vec3;
}

/** Exact geometry, from the meshes, never from pixels. */
export interface GroundTruth {
  readonly seed: number;
  readonly objects: readonly TruthObject[];
  readonly pairs: readonly TruthPair[];
  readonly cameras: readonly { readonly position: Vec3; readonly forward: Vec3; readonly right: Vec3 }[];
  /** Metres walked by the camera from frame to frame, and straight from the first to the last. */
  readonly path: { readonly length: number; readonly displacement: number };
}

/**
 * Frames that see a surface point of an object: the pixel it projects to shows this object at this depth
 * (within `tolerance` metres along the axis).
 */
export interface Sightings {
  of(objectId: number, point: Vec3, tolerance: number): number[];
  /** Pixels of an object in each frame. */
  pixels(objectId: number): readonly number[];
  /** Whether the object touches the border of the frame's picture. */
  cut(objectId: number, frame: number): boolean;
}
