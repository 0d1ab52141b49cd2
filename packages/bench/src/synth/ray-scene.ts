import { BufferAttribute, BufferGeometry, DoubleSide, Ray, Vector3 } from "three";
import { MeshBVH } from "three-mesh-bvh";
import type { PaintName } from "./paints.ts";
import type { PaintedObject } from "./scene.ts";
import type { Scene, Vec3 } from "./types.ts";

/** A scene whose objects may know their colours: any Scene is one. */
export interface RenderableScene extends Scene {
  readonly objects: readonly PaintedObject[];
}

export type RoomSurface = "floor" | "ceiling" | "wall";

/** Where a ray met the scene first. */
export interface Hit {
  /** Metres along a ray of unit direction. */
  readonly distance: number;
  readonly point: Vec3;
  /** Unit normal on the side the ray came from. */
  readonly normal: Vec3;
  /** 0 is the room. */
  readonly id: number;
  /** Room surface, or paint of an object's triangle; undefined for an object without paints. */
  readonly surface: RoomSurface | PaintName | undefined;
}

/** All triangles of a scene, room included, in one bounding volume hierarchy. */
export class RayScene {
  readonly #bvh: MeshBVH;
  readonly #ids: Uint16Array;
  readonly #surfaces: (RoomSurface | PaintName | undefined)[] = [];
  readonly #normals: Float32Array;
  readonly #ray = new Ray(new Vector3(), new Vector3());

  constructor(scene: RenderableScene) {
    const shell = roomTriangles(scene.room);
    const parts = [shell.corners, ...scene.objects.map((object) => object.triangles)];
    const corners = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
    this.#ids = new Uint16Array(corners.length / 9);
    this.#surfaces.push(...shell.surfaces);
    let offset = 0;
    parts.forEach((part, i) => {
      corners.set(part, offset);
      const object = scene.objects[i - 1];
      if (object) {
        this.#ids.fill(object.id, offset / 9, (offset + part.length) / 9);
        for (let t = 0; t < part.length / 9; t++) this.#surfaces.push(object.paints?.[t]);
      }
      offset += part.length;
    });
    this.#normals = triangleNormals(corners);
    const geometry = new BufferGeometry();
    geometry.setAttribute("position", new BufferAttribute(corners, 3));
    // `indirect` keeps the triangles' order, which the ids and surfaces follow.
    this.#bvh = new MeshBVH(geometry, { indirect: true });
  }

  /** First surface along a unit direction, either side of it, within `far` metres. */
  cast(origin: Vec3, direction: Vec3, far = 100): Hit | null {
    this.#ray.origin.set(origin[0], origin[1], origin[2]);
    this.#ray.direction.set(direction[0], direction[1], direction[2]);
    const hit = this.#bvh.raycastFirst(this.#ray, DoubleSide, 0, far);
    if (!hit) return null;
    const t = hit.faceIndex as number;
    const [nx, ny, nz] = [this.#normals[3 * t]!, this.#normals[3 * t + 1]!, this.#normals[3 * t + 2]!];
    const side = nx * direction[0] + ny * direction[1] + nz * direction[2] > 0 ? -1 : 1;
    return {
      distance: hit.distance,
      point: [hit.point.x, hit.point.y, hit.point.z],
      normal: [side * nx, side * ny, side * nz],
      id: this.#ids[t]!,
      surface: this.#surfaces[t],
    };
  }

  /** Whether something stands between a point and a place `reach` metres off in a unit direction. */
  blocked(origin: Vec3, direction: Vec3, reach: number): boolean {
    this.#ray.origin.set(origin[0], origin[1], origin[2]);
    this.#ray.direction.set(direction[0], direction[1], direction[2]);
    return this.#bvh.raycastFirst(this.#ray, DoubleSide, 0, reach) !== null;
  }
}

function roomTriangles(room: Vec3): { corners: Float32Array; surfaces: RoomSurface[] } {
  const corner = (i: number): number[] => [i & 1 ? room[0] : 0, i & 2 ? room[1] : 0, i & 4 ? room[2] : 0];
  const faces: readonly (readonly [RoomSurface, number, number, number, number])[] = [
    ["floor", 0, 1, 3, 2],
    ["ceiling", 4, 6, 7, 5],
    ["wall", 0, 4, 5, 1],
    ["wall", 2, 3, 7, 6],
    ["wall", 0, 2, 6, 4],
    ["wall", 1, 5, 7, 3],
  ];
  return {
    corners: new Float32Array(faces.flatMap(([, a, b, c, d]) => [a, b, c, a, c, d].flatMap(corner))),
    surfaces: faces.flatMap(([name]) => [name, name]),
  };
}

/** Unit normals, three numbers a triangle. */
function triangleNormals(corners: Float32Array): Float32Array {
  const out = new Float32Array(corners.length / 3);
  const [a, b, c] = [new Vector3(), new Vector3(), new Vector3()];
  for (let t = 0; t < out.length / 3; t++) {
    a.fromArray(corners, 9 * t);
    b.fromArray(corners, 9 * t + 3).sub(a);
    c.fromArray(corners, 9 * t + 6).sub(a);
    b.cross(c)
      .normalize()
      .toArray(out, 3 * t);
  }
  return out;
}
