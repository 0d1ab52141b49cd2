import type { RgbImage } from "@spatialclaw/media";
import type { Size } from "../pictures/fit.ts";
import { resizePlane } from "../pictures/resize-plane.ts";
import { toTensor } from "../pictures/tensor.ts";
import type { OutTensor, TaskContext } from "../runtime/task.ts";
import { imageFeed } from "./anyview.ts";

/** What the metric graph says of one view, in the size of its picture. */
export interface MetricView {
  /** Metres where the focal length is `focalDivisor` pixels of the metric graph's picture. */
  readonly depth: Float32Array;
  /** null: the graph does not tell. */
  readonly sky: Float32Array | null;
  /** Focal lengths in pixels of the metric graph's picture by those of the view's. */
  readonly focalFactor: number;
}

/** A view in the metric graph; where that takes another size, it sees the picture stretched, and its maps come back. */
export async function runMetric(picture: RgbImage, context: TaskContext): Promise<MetricView> {
  const graph = context.graph("metric");
  const own = sizeOf(picture, graph.inputs.image?.dims);
  const tensor = toTensor([picture], context.manifest.image);
  const plane = picture.width * picture.height;
  const planes = [0, 1, 2].map((c) => resizePlane(tensor.subarray(c * plane, (c + 1) * plane), picture, own, true));
  const data = new Float32Array(3 * own.width * own.height);
  for (const [c, values] of planes.entries()) data.set(values, c * own.width * own.height);
  const { depth, sky } = await graph.run({ image: imageFeed(graph, [own], data) });
  if (!depth) throw new Error("roles.metric.outputs.depth: the model gave none");
  const back = ({ data }: OutTensor) => resizePlane(data, own, picture, false);
  return { depth: back(depth), sky: sky ? back(sky) : null, focalFactor: own.width / picture.width };
}

/** Fixed sizes of the graph, else the picture's. */
function sizeOf(picture: Size, dims: readonly (number | string)[] = []): Size {
  const [height, width] = dims.slice(-2);
  return {
    width: typeof width === "number" ? width : picture.width,
    height: typeof height === "number" ? height : picture.height,
  };
}
