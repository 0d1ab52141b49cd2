import {
  BufferAttribute,
  BufferGeometry,
  Color,
  DoubleSide,
  Group,
  Mesh,
  MeshBasicMaterial,
  Points,
  type ShaderMaterial,
  SRGBColorSpace,
} from "three";
import { LineMaterial } from "three/addons/lines/LineMaterial.js";
import { LineSegments2 } from "three/addons/lines/LineSegments2.js";
import { LineSegmentsGeometry } from "three/addons/lines/LineSegmentsGeometry.js";
import type { Layer, Shape } from "../scene/data.ts";
import { pointMaterial } from "./cloud.ts";

/** Of lines, in CSS pixels. */
const WIDTHS: Readonly<Record<Layer, number>> = {
  cameras: 1.2,
  objects: 2,
  measurements: 3,
  tracks: 3,
  ground: 1,
  axes: 3,
};
const ANSWER_WIDTH = 6;
const OPACITIES: Readonly<Partial<Record<Layer, number>>> = { ground: 0.35, cameras: 0.8 };
const FACE_OPACITY: Readonly<Partial<Record<Layer, number>>> = { ground: 0.06 };

/** What a cell measured is seen through walls: it often lies inside things. */
const ON_TOP: ReadonlySet<Layer> = new Set(["measurements", "tracks", "axes", "objects"]);
/** Of linear light. */
const BOX_SHADE = 0.35;

/** A shape in three.js, and the materials that depend on the canvas. */
export interface DrawnShape {
  readonly shape: Shape;
  readonly group: Group;
  readonly points: ShaderMaterial | null;
}

export function drawShape(shape: Shape, radius: number): DrawnShape {
  const group = new Group();
  group.visible = shape.shown;
  const colour = new Color().setRGB(...shape.colour, SRGBColorSpace);
  let points: ShaderMaterial | null = null;
  if (shape.points) {
    points = pointMaterial(0.0015);
    group.add(new Points(pointGeometry(shape, radius), points));
  }
  if (shape.lines && shape.lines.length > 0) group.add(linesOf(shape, colour));
  if (shape.faces && shape.faces.length > 0) group.add(facesOf(shape, colour));
  return { shape, group, points };
}

function pointGeometry({ points = new Float32Array(), colour }: Shape, radius: number): BufferGeometry {
  const count = points.length / 3;
  const tint = new Float32Array(3 * count);
  for (let i = 0; i < count; i++) tint.set(colour, 3 * i);
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(points, 3));
  geometry.setAttribute("tint", new BufferAttribute(tint, 3));
  geometry.setAttribute("sure", new BufferAttribute(new Float32Array(count).fill(1), 1));
  geometry.setAttribute("toCamera", new BufferAttribute(new Int8Array(3 * count), 3, true));
  geometry.setAttribute("spacing", new BufferAttribute(new Float32Array(count).fill(0.0045 * radius), 1));
  return geometry;
}

function linesOf({ layer, lines = [], isAnswer }: Shape, color: Color): LineSegments2 {
  const opacity = OPACITIES[layer] ?? 1;
  const onTop = ON_TOP.has(layer);
  // A box in the colour of the points inside it would not be seen.
  if (layer === "objects") color = color.clone().multiplyScalar(BOX_SHADE);
  const material = new LineMaterial({
    color,
    linewidth: isAnswer ? ANSWER_WIDTH : WIDTHS[layer],
    opacity,
    transparent: opacity < 1 || onTop,
    depthTest: !onTop,
  });
  const drawn = new LineSegments2(new LineSegmentsGeometry().setPositions([...lines]), material);
  drawn.renderOrder = isAnswer ? 3 : onTop ? 2 : 1;
  return drawn;
}

function facesOf({ layer, faces = [] }: Shape, color: Color): Mesh {
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(Float32Array.from(faces), 3));
  const opacity = FACE_OPACITY[layer] ?? 0.25;
  const material = new MeshBasicMaterial({ color, opacity, transparent: true, side: DoubleSide, depthWrite: false });
  return new Mesh(geometry, material);
}
