import { BufferAttribute, BufferGeometry, DoubleSide, Mesh, MeshBasicMaterial, SRGBColorSpace, Texture } from "three";
import { pictureCorners } from "../scene/cameras.ts";
import type { ShownView } from "./decode.ts";

const OPACITY = 0.92;

/** A view's picture where its frustum ends; null when there is none. `onEnd`: the picture has come, or will not. */
export function pictureMesh(
  view: ShownView,
  depth: number,
  onEnd: () => void,
): Mesh<BufferGeometry, MeshBasicMaterial> | null {
  if (view.picture === null) return null;
  const geometry = new BufferGeometry();
  const corners = pictureCorners(view, depth).flat();
  geometry.setAttribute("position", new BufferAttribute(Float32Array.from(corners), 3));
  geometry.setAttribute("uv", new BufferAttribute(Float32Array.from([0, 1, 1, 1, 1, 0, 0, 0]), 2));
  geometry.setIndex([0, 1, 2, 0, 2, 3]);
  const image = new Image();
  const map = new Texture(image);
  map.colorSpace = SRGBColorSpace;
  const material = new MeshBasicMaterial({ map, side: DoubleSide, transparent: true, opacity: OPACITY });
  const mesh = new Mesh(geometry, material);
  mesh.visible = false;
  image.addEventListener("load", () => {
    map.needsUpdate = true;
    mesh.visible = true;
    onEnd();
  });
  image.addEventListener("error", onEnd);
  image.src = view.picture;
  return mesh;
}
