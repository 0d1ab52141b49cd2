import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { encodeGrey16, encodePng } from "@spatialclaw/media";

export const WIDTH = 64;
export const HEIGHT = 48;

/** A wall 2 m in front of two cameras half a metre apart, with a "red box" (1) in its left half and a "lamp" (2) in its right. */
export async function captureFolder(change: (json: Record<string, unknown>) => void = () => {}): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), "capture-"));
  for (const dir of ["images", "depth", "instances"]) await mkdir(path.join(root, dir));
  const depth = new Uint16Array(WIDTH * HEIGHT).fill(2000);
  depth[0] = 0;
  const ids = Uint16Array.from({ length: WIDTH * HEIGHT }, (_, i) => (i % WIDTH < 32 ? 1 : 2));
  const frames = [];
  for (const i of [0, 1]) {
    const rgb = { width: WIDTH, height: HEIGHT, data: new Uint8Array(WIDTH * HEIGHT * 3).fill(120 + 40 * i) };
    await writeFile(path.join(root, `images/${i}.png`), await encodePng(rgb));
    await writeFile(path.join(root, `depth/${i}.png`), await encodeGrey16(WIDTH, HEIGHT, depth));
    await writeFile(path.join(root, `instances/${i}.png`), await encodeGrey16(WIDTH, HEIGHT, ids));
    frames.push({
      file_path: `images/${i}.png`,
      depth_file_path: `depth/${i}.png`,
      instances_file_path: `instances/${i}.png`,
      // OpenGL axes, +Z up: looks along +Y, right is +X; the second one stands 0.5 m further right.
      transform_matrix: [
        [1, 0, 0, 3 + 0.5 * i],
        [0, 0, -1, 4],
        [0, 1, 0, 1.5],
        [0, 0, 0, 1],
      ],
    });
  }
  const json: Record<string, unknown> = {
    fl_x: 50,
    fl_y: 50,
    cx: 32,
    cy: 24,
    w: WIDTH,
    h: HEIGHT,
    instances: [
      { id: 1, label: "red box" },
      { id: 2, label: "lamp" },
    ],
    frames,
  };
  change(json);
  await writeFile(path.join(root, "transforms.json"), JSON.stringify(json));
  return root;
}
