// The committed room as a model: its depth and cameras, in a world that is turned and moved.
import { fileURLToPath } from "node:url";
import { type MediaInput, openInput, type SourceFrame } from "@spatialclaw/media";
import { inverseOf } from "../../../src/onnx/da3/camera.ts";
import type { Manifest } from "../../../src/onnx/manifest/index.ts";
import { movedPose, type Similarity } from "../../../src/world/similarity.ts";
import { type Replayed, writeReplay } from "./replay-graph.ts";

const ROOM = fileURLToPath(new URL("../../../../../test/fixtures/room", import.meta.url));

export const openRoom = (): Promise<MediaInput> => openInput([ROOM]);

/** 40 degrees about one axis, 25 about another one, somewhere else. */
export const ELSEWHERE: Similarity = { scale: 1, rotation: turned(40, 25), translation: [3, -1, 2] };

/** Writes a model that gives the room's own depth and cameras. */
export async function writeRoomModel(
  folder: string,
  input: MediaInput,
  { to = ELSEWHERE, manifest = {} }: { to?: Similarity; manifest?: Partial<Manifest> } = {},
): Promise<string> {
  return writeReplay(folder, await Promise.all(input.frames.map((frame) => replayed(frame, to))), manifest);
}

async function replayed(frame: SourceFrame, to: Similarity): Promise<Replayed> {
  const { geometry } = frame;
  const depth = await geometry?.depth();
  if (!geometry?.c2w || !depth) throw new Error("the room has depth and poses");
  const { fx, fy, cx, cy } = geometry.intrinsics;
  return {
    picture: await frame.pixels(),
    depth: depth.data.map((metres) => (metres > 0 ? metres * to.scale : 0)),
    extrinsics: inverseOf(movedPose(to, geometry.c2w)).slice(0, 12),
    intrinsics: [fx, 0, cx, 0, fy, cy, 0, 0, 1],
  };
}

/** About x, then about z. */
function turned(xDeg: number, zDeg: number): Similarity["rotation"] {
  const [a, b] = [(xDeg * Math.PI) / 180, (zDeg * Math.PI) / 180];
  const [ca, sa, cb, sb] = [Math.cos(a), Math.sin(a), Math.cos(b), Math.sin(b)];
  return [cb, -sb * ca, sb * sa, sb, cb * ca, -cb * sa, 0, sa, ca];
}
