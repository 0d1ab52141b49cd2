import { Pose } from "@spatialclaw/geometry";
import type { Colour, Shape, View, World } from "../data.ts";
import { measuredPixels, pointsAt } from "../pixels.ts";
import { LINEAR_OF_BYTE, linear, NO_COLOUR } from "./colour.ts";
import { GltfBuffer } from "./gltf-buffer.ts";

const POINTS = 0;
const LINES = 1;
const TRIANGLES = 4;
const FACE_OPACITY = 0.25;

/**
 * A world as binary glTF 2.0: clouds in colour, cameras, and every shape as a node of its name. +Y up, lengths as the
 * reconstruction has them: metres where its scale is metric.
 */
export function glb(world: World): Uint8Array {
  const buffer = new GltfBuffer();
  const materials = new Materials();
  const meshes: object[] = [];
  const cameras: object[] = [];
  const nodes: object[] = [];
  const addMesh = (name: string, primitives: readonly object[], extras: object) => {
    if (primitives.length > 0) nodes.push({ name, mesh: meshes.push({ name, primitives }) - 1, extras });
  };
  for (const view of world.views) {
    nodes.push({ name: view.name, camera: cameras.push(perspective(view)) - 1, ...cameraMatrix(view) });
    addMesh(`points of ${view.name}`, cloud(view, buffer, materials), { layer: "points" });
  }
  for (const shape of world.shapes)
    addMesh(shape.name, primitives(shape, buffer, materials), { layer: shape.layer, step: shape.step });
  const bytes = buffer.bytes();
  return container(
    {
      asset: { version: "2.0", generator: "spatialclaw" },
      ...(materials.list.length > 0 ? { extensionsUsed: ["KHR_materials_unlit"] } : {}),
      scene: 0,
      scenes: [{ name: world.title, ...listed({ nodes: nodes.map((_, i) => i) }), extras: { notes: world.notes } }],
      ...listed({ nodes, meshes, cameras, materials: materials.list }),
      ...listed({ bufferViews: buffer.bufferViews, accessors: buffer.accessors }),
      ...(bytes.length > 0 ? { buffers: [{ byteLength: bytes.length }] } : {}),
    },
    bytes,
  );
}

/** glTF knows no empty lists. */
function listed(lists: Readonly<Record<string, readonly unknown[]>>): object {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
}

function cloud(view: View, buffer: GltfBuffer, materials: Materials): object[] {
  const pixels = measuredPixels(view.depth);
  if (pixels.length === 0) return [];
  const colours = new Uint16Array(4 * pixels.length);
  pixels.forEach((pixel, i) => {
    for (let c = 0; c < 3; c++)
      colours[4 * i + c] = LINEAR_OF_BYTE[view.colours?.[3 * pixel + c] ?? NO_COLOUR] as number;
    colours[4 * i + 3] = 65535;
  });
  const attributes = { POSITION: buffer.positions(pointsAt(view, pixels)), COLOR_0: buffer.colours(colours) };
  return [{ attributes, mode: POINTS, material: materials.of([1, 1, 1], 1) }];
}

function primitives({ colour, points, lines, faces }: Shape, buffer: GltfBuffer, materials: Materials): object[] {
  const primitive = (xyz: ArrayLike<number> | undefined, mode: number, opacity: number) =>
    xyz === undefined || xyz.length === 0
      ? []
      : [
          {
            attributes: { POSITION: buffer.positions(Float32Array.from(xyz)) },
            mode,
            material: materials.of(colour, opacity),
          },
        ];
  return [...primitive(points, POINTS, 1), ...primitive(lines, LINES, 1), ...primitive(faces, TRIANGLES, FACE_OPACITY)];
}

/** One for each colour. Unlit: these are measurements, no surfaces. */
class Materials {
  readonly list: object[] = [];
  readonly #known = new Map<string, number>();

  of(colour: Colour, opacity: number): number {
    const key = JSON.stringify([colour, opacity]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const index =
      this.list.push({
        pbrMetallicRoughness: { baseColorFactor: [...colour.map(linear), opacity], metallicFactor: 0 },
        ...(opacity < 1 ? { alphaMode: "BLEND", doubleSided: true } : {}),
        extensions: { KHR_materials_unlit: {} },
      }) - 1;
    this.#known.set(key, index);
    return index;
  }
}

/** Its picture's own opening; an off-centre principal point has no place in glTF. */
function perspective({ name, intrinsics: { fx, fy, width, height } }: View): object {
  const yfov = 2 * Math.atan(height / (2 * fy));
  return { name, type: "perspective", perspective: { yfov, aspectRatio: (width * fy) / (height * fx), znear: 0.01 } };
}

/** Column-major; cameras of glTF look along their -Z, with +Y up. The identity is not to be written. */
function cameraMatrix({ c2w }: View): { readonly matrix?: readonly number[] } {
  const { right, up, forward, position } = Pose.fromMatrix(c2w);
  const matrix = [...right, 0, ...up, 0, ...forward.map((x) => 0 - x), 0, ...position, 1].map((x) => x + 0);
  return matrix.every((x, i) => x === (i % 5 === 0 ? 1 : 0)) ? {} : { matrix };
}

const MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const BINARY_CHUNK = 0x004e4942;

function container(json: object, binary: Uint8Array): Uint8Array {
  const text = padded(new TextEncoder().encode(JSON.stringify(json)), 0x20);
  const rest = padded(binary, 0);
  const total = 12 + 8 + text.length + (rest.length > 0 ? 8 + rest.length : 0);
  const file = new Uint8Array(total);
  const words = new DataView(file.buffer);
  [MAGIC, 2, total, text.length, JSON_CHUNK].forEach((word, i) => {
    words.setUint32(4 * i, word, true);
  });
  file.set(text, 20);
  if (rest.length > 0) {
    words.setUint32(20 + text.length, rest.length, true);
    words.setUint32(24 + text.length, BINARY_CHUNK, true);
    file.set(rest, 28 + text.length);
  }
  return file;
}

/** To a multiple of four bytes. */
function padded(bytes: Uint8Array, filler: number): Uint8Array {
  const out = new Uint8Array(Math.ceil(bytes.length / 4) * 4).fill(filler);
  out.set(bytes);
  return out;
}
