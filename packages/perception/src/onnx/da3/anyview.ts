import type { RgbImage } from "@spatialclaw/media";
import { toTensor } from "../pictures/tensor.ts";
import type { Feed, Graph, OutTensor, TaskContext } from "../runtime/task.ts";
import { type Camera, CODE_LENGTH, cameraFrom, decodeCamera } from "./camera.ts";
import { referenceView, toFront } from "./reference.ts";
import type { RawViews } from "./types.ts";

const NUMBERS = { extrinsics: 12, intrinsics: 9 } as const;

/** One run over views that are to share a world, with the reference view that the manifest asks for. */
export async function runViews(pictures: readonly RgbImage[], context: TaskContext): Promise<RawViews> {
  const { manifest } = context;
  const graph = context.graph("anyview");
  const order = await orderOf(pictures, context);
  const wanted = manifest.views && !manifest.views.dynamic ? manifest.views.max : pictures.length;
  // A graph of a fixed number of views sees the last one again.
  const fed = Array.from({ length: Math.max(wanted, order.length) }, (_, k) => order[Math.min(k, order.length - 1)]!);
  const image = imageFeed(
    graph,
    fed.map((n) => pictures[n]!),
    toTensor(
      fed.map((n) => pictures[n]!),
      manifest.image,
    ),
  );
  return inOrder(await graph.run({ image }), order, pictures[0] as RgbImage, manifest.post?.depth?.extrinsics);
}

/** Pictures as an input of this rank: [1, N, 3, H, W], [N, 3, H, W] or, of a single one, [3, H, W]. */
export function imageFeed(
  { role, inputs }: Graph,
  pictures: readonly { width: number; height: number }[],
  data: Float32Array,
): Feed {
  const { width, height } = pictures[0] as RgbImage;
  const rank = inputs.image?.dims?.length ?? 5;
  const picture = [3, height, width];
  if (rank === 5) return { data, dims: [1, pictures.length, ...picture] };
  if (rank === 4) return { data, dims: [pictures.length, ...picture] };
  if (rank === 3 && pictures.length === 1) return { data, dims: picture };
  throw new Error(`roles.${role}.inputs.image.dims: ${rank} sizes, expected 5, 4, or 3 for one view at a time`);
}

/** Positions of the views as the graph is to see them: the reference view first. */
async function orderOf(pictures: readonly RgbImage[], context: TaskContext): Promise<number[]> {
  const views = pictures.length;
  const { refView } = context.manifest.post?.depth ?? {};
  if (views < 3 || refView === undefined) return toFront(views, 0);
  if (refView === "middle") return toFront(views, views >> 1);
  if (refView !== "host" || !context.has("refSelector")) return toFront(views, 0);
  const selector = context.graph("refSelector");
  const image = imageFeed(selector, pictures, toTensor(pictures, context.manifest.image));
  const { tokens } = await selector.run({ image }, { outputs: ["tokens"] });
  return toFront(views, referenceView((tokens as OutTensor).data, views));
}

function inOrder(
  outputs: Readonly<Record<string, OutTensor>>,
  order: readonly number[],
  { width, height }: { readonly width: number; readonly height: number },
  direction: "w2c-opencv-3x4" | "c2w-opencv-3x4" = "w2c-opencv-3x4",
): RawViews {
  const plane = width * height;
  const maps = (name: string): Float32Array | null => {
    const tensor = outputs[name];
    if (!tensor) return null;
    const out = new Float32Array(order.length * plane);
    for (const [k, n] of order.entries()) out.set(tensor.data.subarray(k * plane, (k + 1) * plane), n * plane);
    return out;
  };
  const depth = maps("depth");
  if (!depth) throw new Error("roles.anyview.outputs.depth: the model gave none");
  const cameras = new Array<Camera | null>(order.length).fill(null);
  for (const [k, n] of order.entries()) {
    const camera = cameraOf(outputs, k, width, height, direction);
    if (camera && !camera.c2w.every(Number.isFinite))
      throw new Error(
        `anyview.${outputs.camera ? "camera" : "extrinsics"}: view ${n} has no pose: [${camera.c2w.slice(0, 12).join(", ")}]`,
      );
    cameras[n] = camera;
  }
  return { width, height, cameras, depth, confidence: maps("confidence") };
}

/** null: the graph gives no cameras. */
function cameraOf(
  { camera, extrinsics, intrinsics }: Readonly<Record<string, OutTensor>>,
  k: number,
  width: number,
  height: number,
  direction: "w2c-opencv-3x4" | "c2w-opencv-3x4",
): Camera | null {
  const part = ({ data }: OutTensor, length: number) => data.subarray(k * length, (k + 1) * length);
  if (camera) return decodeCamera(part(camera, CODE_LENGTH), width, height);
  if (!extrinsics || !intrinsics) return null;
  return cameraFrom(part(extrinsics, NUMBERS.extrinsics), part(intrinsics, NUMBERS.intrinsics), direction);
}
