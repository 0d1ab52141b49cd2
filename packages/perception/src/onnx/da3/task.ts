import { InputError, type RgbImage } from "@spatialclaw/media";
import type { Scale } from "../../types.ts";
import type { Task, TaskContext } from "../runtime/task.ts";
import { runViews } from "./anyview.ts";
import type { Camera } from "./camera.ts";
import { type Chunk, chunksOf } from "./chunks.ts";
import { joinRuns } from "./join.ts";
import { settleLenses } from "./lenses.ts";
import { MOST_VIEWS } from "./limits.ts";
import { measure } from "./measure.ts";
import { ranks } from "./ranks.ts";
import type { DepthInput, DepthOutput, DepthView, RawViews } from "./types.ts";

/** Pictures to depth, confidence and cameras, in metres where the model can tell. */
const task: Task<DepthInput, DepthOutput> = {
  version: 1,
  roles: [],
  async run({ pictures, hints }, context) {
    check(pictures, context);
    const notes: string[] = [];
    const hasViews = context.has("anyview");
    const raw = hasViews ? await seeViews(pictures, context, notes) : standAlone(pictures);
    const hasPoses = pictures.length > 1 && raw.cameras.every((camera) => camera !== null);
    const lenses = settleLenses(raw, hints);
    notes.push(...lenses.notes);
    const measured = await measure({ ...raw, cameras: lenses.cameras }, pictures, lenses, context, notes);
    return {
      width: raw.width,
      height: raw.height,
      views: viewsOf(measured.views),
      hasPoses,
      scale: measured.scale satisfies Scale,
      notes,
    };
  },
};

export default task;

async function seeViews(pictures: readonly RgbImage[], context: TaskContext, notes: string[]): Promise<RawViews> {
  const most = context.manifest.views?.max ?? 1;
  const chunks = chunksOf(pictures.length, most);
  if (chunks.length === 0)
    throw new InputError(
      `${context.manifest.id} sees one view at a time and cannot put ${pictures.length} together; reconstruct one frame at a time`,
    );
  const runs: RawViews[] = [];
  for (const [from, to] of chunks) {
    runs.push(await runViews(pictures.slice(from, to), context));
    context.report({ task: "reconstructing", done: to, total: pictures.length, unit: "frames" });
  }
  if (runs.length === 1) return runs[0] as RawViews;
  if (runs.some(({ cameras }) => cameras.includes(null)))
    throw new InputError(`${context.manifest.id} gives no cameras; reconstruct at most ${most} frames at a time`);
  const { views } = joinRuns(runs, chunks);
  const shared = (chunks[0] as Chunk)[1] - (chunks[1] as Chunk)[0];
  notes.push(
    `${pictures.length} frames were seen in ${runs.length} runs of ${most}, joined on ${shared} or more that neighbouring runs share: far-away frames fit each other less exactly`,
  );
  return views;
}

/** For models that know metres but no cameras. */
function standAlone(pictures: readonly RgbImage[]): RawViews {
  const { width, height } = pictures[0] as RgbImage;
  return {
    width,
    height,
    cameras: pictures.map(() => null),
    depth: new Float32Array(pictures.length * width * height),
    confidence: null,
  };
}

function viewsOf({ width, height, cameras, depth, confidence }: RawViews): DepthView[] {
  const plane = width * height;
  const rank = confidence && ranks(confidence);
  for (let i = 0; i < depth.length; i++) if (!(depth[i]! > 0 && depth[i]! < Infinity)) depth[i] = Number.NaN;
  return cameras.map((camera, n) => {
    const part = (maps: Float32Array) => maps.subarray(n * plane, (n + 1) * plane);
    return {
      ...(camera as Camera),
      depth: part(depth),
      confidence: rank && part(rank),
      rawConfidence: confidence && part(confidence),
    };
  });
}

function check(pictures: readonly RgbImage[], { manifest }: TaskContext): void {
  const [first] = pictures;
  if (!first) throw new InputError("no frame is named; name one or more to reconstruct");
  if (pictures.length > MOST_VIEWS)
    throw new InputError(
      `${pictures.length} frames are more than the ${MOST_VIEWS} that ${manifest.id} puts together; take fewer, evenly spread`,
    );
}
