import { InputError } from "@spatialclaw/media";
import type { Dim, InputSpec, Manifest } from "../../manifest/index.ts";
import type { Feed } from "../../runtime/task.ts";
import type { Size } from "../grid/patch.ts";
import { boxInside, type PixelBox } from "../image/prompt-boxes.ts";
import { inputSize } from "../picture-feed.ts";

export type Pixel = readonly [x: number, y: number];

/** One object by its place, in pixels of the picture. */
export interface PlacePrompt {
  /** On the object. */
  readonly points: readonly Pixel[];
  /** On something else. */
  readonly negative: readonly Pixel[];
  readonly box: PixelBox | null;
}

/** A point and what it says, in the space and the labels of the network. */
export interface LabelledPoint {
  readonly at: Pixel;
  readonly label: number;
}

/** Throws InputError for a point outside of the picture. */
export function labelledPoints(prompt: PlacePrompt, size: Size, manifest: Manifest): readonly LabelledPoint[] {
  const spec = pointsSpec(manifest);
  const { fg = 1, bg = 0 } = spec.labels ?? {};
  const to = toNetwork(spec.space, size, manifest);
  const labelled = (label: number) => (point: Pixel) => ({ at: to(pointInside(point, size)), label });
  return [...prompt.points.map(labelled(fg)), ...prompt.negative.map(labelled(bg))];
}

/** Corners in the network's space. Throws InputError for a box that covers nothing of the picture. */
export function networkBox(box: PixelBox, size: Size, manifest: Manifest, space: "unit" | "input-px"): PixelBox {
  const [x0, y0, x1, y1] = boxInside(box, size);
  const to = toNetwork(space, size, manifest);
  return [...to([x0, y0]), ...to([x1, y1])] as const;
}

/**
 * What the tracker's decoder takes, by canonical name, for objects that all have a box or all have none. Objects with
 * fewer points are filled up; what none of them has is fed as the manifest says.
 */
export function placeFeeds(
  prompts: readonly PlacePrompt[],
  size: Size,
  manifest: Manifest,
): Readonly<Record<string, Feed>> {
  const inputs = manifest.roles.trackerDecoder?.inputs ?? {};
  const count = prompts.length;
  const points = prompts.map((prompt) => labelledPoints(prompt, size, manifest));
  const most = Math.max(...points.map((list) => list.length));
  const boxes = prompts.flatMap(({ box }) => (box ? [box] : []));
  if (boxes.length !== 0 && boxes.length !== count)
    throw new InputError(`${boxes.length} of ${count} objects have a box; expected all of them or none in one call`);
  if (most + boxes.length === 0) throw new InputError("the prompt has neither points nor a box; expected one of them");
  const sizes = { obj: count, boxes: count, pts: 0, b: 1 };
  const feeds: Record<string, Feed> = {};
  if (most > 0) {
    const { pad = -10 } = pointsSpec(manifest).labels ?? {};
    const filled = points.flatMap((list) =>
      Array.from({ length: most }, (_, i) => list[i] ?? { at: [0, 0] as const, label: pad }),
    );
    feeds.points = { data: filled.flatMap(({ at }) => [...at]), dims: [1, count, most, 2] };
    feeds.pointLabels = { data: filled.map(({ label }) => label), dims: [1, count, most] };
  } else {
    for (const name of ["points", "pointLabels"])
      if (inputs[name]) Object.assign(feeds, absentFeed(name, inputs[name], sizes));
  }
  if (boxes.length > 0) {
    const space = manifest.prompts?.boxes?.space ?? "input-px";
    const made = boxes.map((box) => networkBox(box, size, manifest, space));
    const isCentred = manifest.prompts?.boxes?.format === "cxcywh";
    feeds.boxes = { data: made.flatMap((box) => (isCentred ? centred(box) : [...box])), dims: [1, count, 4] };
  } else if (inputs.boxes) Object.assign(feeds, absentFeed("boxes", inputs.boxes, sizes));
  return feeds;
}

/** As the manifest wants what is not there, for this number of objects; nothing where it is left out. */
function absentFeed(
  name: string,
  { absent, dims = [] }: InputSpec,
  sizes: Readonly<Record<string, number>>,
): Record<string, Feed> {
  if (absent === undefined || absent === "omit") return {};
  const [fill, wanted] = absent === "empty" ? [0, dims] : [absent.fill, absent.dims];
  const shape = wanted.map((dim: Dim) => (typeof dim === "number" ? dim : (sizes[dim] ?? 1)));
  const length = shape.reduce((product, dim) => product * dim, 1);
  return { [name]: { data: new Array<number>(length).fill(fill), dims: shape } };
}

function pointsSpec({ id, prompts }: Manifest): NonNullable<NonNullable<Manifest["prompts"]>["points"]> {
  if (!prompts?.points)
    throw new InputError(`the manifest of ${id} has no prompts.points, which says how points are fed`, "environment");
  return prompts.points;
}

/** No half pixel is added: the graph does that. */
function toNetwork(space: "unit" | "input-px", { width, height }: Size, manifest: Manifest) {
  const to = space === "unit" ? { width: 1, height: 1 } : inputSize(manifest);
  return ([x, y]: Pixel): Pixel => [(x * to.width) / width, (y * to.height) / height];
}

function pointInside([x, y]: Pixel, { width, height }: Size): Pixel {
  if (x >= 0 && y >= 0 && x <= width && y <= height) return [x, y];
  throw new InputError(`the point ${x}, ${y} is outside of the ${width}x${height} picture; expected its pixels`);
}

function centred([x0, y0, x1, y1]: PixelBox): number[] {
  return [(x0 + x1) / 2, (y0 + y1) / 2, x1 - x0, y1 - y0];
}
