import { BufferAttribute, BufferGeometry, Points, ShaderMaterial } from "three";
import { measuredPixels, pointsAt } from "../scene/pixels.ts";
import type { ShownView } from "./decode.ts";

/** Drawn a little larger than a pixel of the depth map covers, so that surfaces close. */
const COVER = 1.25;
const NO_COLOUR = 160;

const VERTEX = `
attribute vec3 tint;
attribute float sure;
attribute float spacing;
attribute vec3 toCamera;
uniform float least;
uniform float hidesBacks;
uniform float scale;
uniform float nearer;
varying vec3 shade;
void main() {
  shade = tint;
  vec4 seen = modelViewMatrix * vec4(position, 1.0);
  gl_Position = projectionMatrix * seen;
  gl_Position.z -= nearer * gl_Position.w;
  gl_PointSize = clamp(spacing * scale / max(-seen.z, 0.001), 1.5, 28.0);
  vec3 toEye = cameraPosition - (modelMatrix * vec4(position, 1.0)).xyz;
  bool isBack = hidesBacks > 0.5 && dot(toEye, toCamera) < 0.0;
  if (sure < least || isBack) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
}`;

const FRAGMENT = `
varying vec3 shade;
void main() {
  gl_FragColor = vec4(shade, 1.0);
}`;

/** `nearer`: how far points are drawn before others at the same place. */
export function pointMaterial(nearer = 0): ShaderMaterial {
  const uniforms = { least: { value: 0 }, hidesBacks: { value: 0 }, scale: { value: 1 }, nearer: { value: nearer } };
  return new ShaderMaterial({ uniforms, vertexShader: VERTEX, fragmentShader: FRAGMENT });
}

/** All points of a reconstruction, and from which pixel of which view each one is. */
export interface Cloud {
  readonly points: Points<BufferGeometry, ShaderMaterial>;
  readonly positions: Float32Array;
  readonly confidence: Uint8Array;
  /** Flat xyz, -127 to 127: the way from the point to the camera that saw it. */
  readonly toCamera: Int8Array;
  /** Of each point. */
  readonly view: Uint16Array;
  readonly pixel: Uint32Array;
}

export function createCloud(views: readonly ShownView[]): Cloud {
  const pixels = views.map(({ depth }) => measuredPixels(depth));
  const count = pixels.reduce((sum, list) => sum + list.length, 0);
  const positions = new Float32Array(3 * count);
  const tint = new Uint8Array(3 * count).fill(NO_COLOUR);
  const confidence = new Uint8Array(count).fill(255);
  const spacing = new Float32Array(count);
  const toCamera = new Int8Array(3 * count);
  const view = new Uint16Array(count);
  const pixel = new Uint32Array(count);
  let at = 0;
  views.forEach((one, index) => {
    const own = pixels[index] as Uint32Array;
    positions.set(pointsAt(one, own), 3 * at);
    pixel.set(own, at);
    view.fill(index, at, at + own.length);
    const eye = [one.c2w[3], one.c2w[7], one.c2w[11]] as [number, number, number];
    const step = (COVER * one.stride) / Math.min(one.intrinsics.fx, one.intrinsics.fy);
    for (const from of own) {
      spacing[at] = step * (one.depth[from] as number);
      addDirection(toCamera, positions, at, eye);
      if (one.confidence) confidence[at] = one.confidence[from] as number;
      if (one.colours) tint.set(one.colours.subarray(3 * from, 3 * from + 3), 3 * at);
      at++;
    }
  });
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(positions, 3));
  geometry.setAttribute("toCamera", new BufferAttribute(toCamera, 3, true));
  geometry.setAttribute("tint", new BufferAttribute(tint, 3, true));
  geometry.setAttribute("sure", new BufferAttribute(confidence, 1, true));
  geometry.setAttribute("spacing", new BufferAttribute(spacing, 1));
  return { points: new Points(geometry, pointMaterial()), positions, confidence, toCamera, view, pixel };
}

function addDirection(
  into: Int8Array,
  positions: Float32Array,
  at: number,
  eye: readonly [number, number, number],
): void {
  const [x, y, z] = [0, 1, 2].map((c) => (eye[c] as number) - (positions[3 * at + c] as number)) as [
    number,
    number,
    number,
  ];
  const scale = 127 / Math.max(Math.hypot(x, y, z), 1e-9);
  into[3 * at] = x * scale;
  into[3 * at + 1] = y * scale;
  into[3 * at + 2] = z * scale;
}
