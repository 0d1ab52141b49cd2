import { type CellResult, createKernel, type Kernel, type KernelLimits } from "@spatialclaw/kernel";
import { createCapturePerception, type Perception } from "@spatialclaw/perception";
import { createWorkspace, type Vlm } from "@spatialclaw/workspace";
import { type Film, filmScene } from "../chains/film.ts";
import { camera, sceneOf } from "../chains/world.ts";

const LENS = { width: 48, height: 36, focal: 30 };

/** A heater and a door, seen from a few places side by side; in the last frame they are out of sight. */
export function heaterAndDoor(): Film {
  const bodies = [
    { label: "heater", center: [3, 5, 0.4], size: [1, 0.2, 0.8] },
    { label: "door", center: [5, 5, 1], size: [0.9, 0.1, 2] },
  ] as const;
  const cameras = [3.6, 3.8, 4, 4.2].map((x) => camera([x, 1, 1.3], { lens: LENS }));
  return filmScene(sceneOf(bodies, [...cameras, camera([4, 1, 1.3], { yawDeg: 180, lens: LENS })]), { fps: 2 });
}

/** Replies as the runs had them: coordinates as text in one way or another, or none at all. */
const talkative: Vlm = {
  async ask(_pictures, question) {
    return /stool/.test(question) ? "Not visible in this image." : "381 246 436 541";
  },
  async locate(_picture, what) {
    return what === "heater" ? { box: [8, 14, 20, 24] } : { missing: "not in this picture" };
  },
  async which() {
    return [0];
  },
  async choose() {
    return null;
  },
};

/** What cells of the logs had at hand when they made their mistakes; its frame is an earlier name too. */
const BEFORE = `
  const frame = InputImages.first;
  const recon = tools.Reconstruct.reconstruct(InputImages.slice(0, 3));
  const view = recon.at(frame)!;
  const [seg, other] = [tools.SAM3.segmentVideo(InputImages, "heater")!, tools.SAM3.segmentVideo(InputImages, "door")!];
  const points = seg.points(recon);
`;

interface LogOptions {
  readonly film?: Film;
  readonly perception?: Perception;
  readonly maxFrames?: number;
  readonly limits?: Partial<KernelLimits>;
}

/** A session as a model has it: every cell is checked before it runs. */
export async function openLog({ film = heaterAndDoor(), limits, ...options }: LogOptions = {}): Promise<Kernel> {
  const { input } = film;
  const perception = createCapturePerception(input);
  const workspace = await createWorkspace({
    input,
    perception,
    vlm: talkative,
    answerForm: { kind: "any" },
    ...options,
  });
  return createKernel({ ...workspace.kernelOptions, ...(limits && { limits }) });
}

/** `openLog` after the cell that its mistakes build on. */
export async function openMidway(): Promise<Kernel> {
  const kernel = await openLog();
  const { error } = await kernel.run(BEFORE);
  if (error) throw new Error(`${error.kind}: ${error.message}`);
  return kernel;
}

/** How a mistake ended: not run at all, with a value, or with an error while it ran. */
export type End = "stopped" | "value" | "error";

export function endOf({ ran, error }: CellResult): End {
  return error === null ? "value" : ran ? "error" : "stopped";
}

/** All that the model is told about it. */
export function told({ stdout, value, error, answer, variables }: CellResult): string {
  const names = [...variables.new, ...variables.changed].map(({ name, summary }) => `${name} = ${summary}`);
  return [stdout, value, error?.message, error?.hint, answer && JSON.stringify(answer), ...names]
    .filter(Boolean)
    .join("\n");
}
