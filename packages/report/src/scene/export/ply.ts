import type { View, World } from "../data.ts";
import { measuredPixels, pointsAt } from "../pixels.ts";
import { NO_COLOUR } from "./colour.ts";

/** Bytes of a vertex: three floats, three colours, confidence, object. */
const VERTEX = 3 * 4 + 3 + 1 + 2;

/**
 * The points of a world as binary PLY: x y z, red green blue, confidence (0 to 255) and object: 0 for the points of the
 * views, then each object's own points under its number, which a comment names.
 */
export function ply(world: World): Uint8Array {
  const views = world.views.map((view) => ({ view, pixels: measuredPixels(view.depth) }));
  const objects = world.shapes.flatMap(({ layer, name, points, colour }) =>
    layer === "objects" && points ? [{ name, points, colour }] : [],
  );
  const count =
    views.reduce((sum, { pixels }) => sum + pixels.length, 0) +
    objects.reduce((sum, { points }) => sum + points.length / 3, 0);
  const header = [
    "ply",
    "format binary_little_endian 1.0",
    `comment ${plain(world.title)}; +Y up`,
    ...world.notes.map((note) => `comment ${plain(note)}`),
    ...objects.map(({ name }, i) => `comment object ${i + 1}: ${plain(name)}`),
    `element vertex ${count}`,
    ...["x", "y", "z"].map((name) => `property float ${name}`),
    ...["red", "green", "blue", "confidence"].map((name) => `property uchar ${name}`),
    "property ushort object",
    "end_header\n",
  ].join("\n");
  const head = new TextEncoder().encode(header);
  const file = new Uint8Array(head.length + count * VERTEX);
  file.set(head);
  const vertices = new Vertices(new DataView(file.buffer, head.length));
  for (const { view, pixels } of views) addView(vertices, view, pixels);
  objects.forEach(({ points, colour }, object) => {
    const bytes = colour.map((value) => Math.round(255 * value));
    for (let i = 0; i < points.length; i += 3) vertices.add(points, i, bytes, 0, 255, object + 1);
  });
  return file;
}

function addView(vertices: Vertices, view: View, pixels: Uint32Array): void {
  const points = pointsAt(view, pixels);
  const grey = [NO_COLOUR, NO_COLOUR, NO_COLOUR];
  pixels.forEach((pixel, i) => {
    const confidence = view.confidence?.[pixel] ?? 255;
    if (view.colours) vertices.add(points, 3 * i, view.colours, 3 * pixel, confidence, 0);
    else vertices.add(points, 3 * i, grey, 0, confidence, 0);
  });
}

class Vertices {
  readonly #view: DataView;
  #at = 0;

  constructor(view: DataView) {
    this.#view = view;
  }

  add(xyz: ArrayLike<number>, from: number, rgb: ArrayLike<number>, first: number, sure: number, object: number): void {
    const at = this.#at;
    for (let c = 0; c < 3; c++) this.#view.setFloat32(at + 4 * c, xyz[from + c] as number, true);
    for (let c = 0; c < 3; c++) this.#view.setUint8(at + 12 + c, rgb[first + c] as number);
    this.#view.setUint8(at + 15, sure);
    this.#view.setUint16(at + 16, object, true);
    this.#at += VERTEX;
  }
}

/** A header is lines of ASCII. */
function plain(text: string): string {
  return text.replace(/[^\x20-\x7e]+/g, "?").slice(0, 200);
}
