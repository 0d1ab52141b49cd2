import { createKernel, type Kernel } from "@spatialclaw/kernel";
import { createCapturePerception, type Perception } from "@spatialclaw/perception";
import { createWorkspace, readAnswer, type Vlm, type VlmPicture, type WorkspaceOptions } from "@spatialclaw/workspace";
import type { SceneCamera } from "../../../packages/bench/src/synth/types.ts";
import { type Film, type Landmark, pixelOf } from "./film.ts";

interface ChainOptions extends Partial<Pick<WorkspaceOptions, "maxFrames" | "perception">> {
  /** What the vision model knows beyond the labels of the capture: other names for them. */
  readonly aliases?: Readonly<Record<string, string>>;
  readonly landmarks?: readonly Landmark[];
}

/** A cell, or one that must fail with these words: what it and others did before stays. */
export type Step = string | { readonly cell: string; readonly fails: string };

/** Runs cells one after the other, each checked before it runs; the value of the answer that ends them. */
export async function answerOf(film: Film, cells: readonly Step[], options: ChainOptions = {}) {
  const { aliases = {}, landmarks = [], ...rest } = options;
  const perception: Perception = createCapturePerception(film.input);
  const vlm = truthfulVlm(film, aliases, landmarks);
  const workspace = await createWorkspace({ input: film.input, perception, vlm, answerForm: { kind: "any" }, ...rest });
  const kernel = await createKernel({ ...workspace.kernelOptions, limits: { stdoutChars: 50_000 } });
  try {
    return await runAll(kernel, cells);
  } finally {
    await kernel.close();
  }
}

async function runAll(kernel: Kernel, steps: readonly Step[]) {
  let stdout = "";
  for (const step of steps) {
    const { cell, fails } = typeof step === "string" ? { cell: step, fails: null } : step;
    const result = await kernel.run(cell);
    stdout += result.stdout;
    if (fails !== null && result.error?.message.includes(fails)) continue;
    if (result.error) throw new Error(`${result.error.kind}: ${result.error.message}\n${stdout}\n${cell}`);
    if (fails !== null) throw new Error(`expected ${JSON.stringify(fails)} of\n${cell}`);
    if (result.answer !== null) return { value: readAnswer(result.answer).value, stdout };
  }
  throw new Error(`no cell answered:\n${stdout}`);
}

/**
 * A second implementation of the Vlm port, beside the one over chat models: it answers from the ground truth of the
 * pictures. A place is an object's label, another name of it, or a landmark.
 */
function truthfulVlm(film: Film, aliases: Readonly<Record<string, string>>, landmarks: readonly Landmark[]): Vlm {
  const frameOf = ({ label }: VlmPicture): number => Number(/^frame (\d+)$/.exec(label)?.[1]);
  const boxOf = (picture: VlmPicture, what: string) => {
    const frame = frameOf(picture);
    const landmark = landmarks.find(({ name }) => name === what);
    if (landmark) return boxAround(film, landmark, frame);
    const wanted = aliases[what] ?? what;
    const id = film.scenes[frame]?.objects.find(({ label }) => label === wanted)?.id;
    return id === undefined ? null : boxOfId(film.ids[frame] as Uint16Array, picture.width, id);
  };
  return {
    async ask() {
      throw new Error("the truth is no conversation");
    },
    async choose() {
      throw new Error("the truth is no conversation");
    },
    async locate(picture, what) {
      const box = boxOf(picture, what);
      return box ? { box } : { missing: "not in this picture" };
    },
    async which(pictures, what) {
      return pictures.flatMap((picture, i) => (boxOf(picture, what) ? [i] : []));
    },
  };
}

type Sides = readonly [x0: number, y0: number, x1: number, y1: number];

function boxOfId(ids: Uint16Array, width: number, id: number): Sides | null {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -1, -1];
  ids.forEach((found, i) => {
    if (found !== id) return;
    const [x, y] = [i % width, Math.floor(i / width)];
    [x0, y0, x1, y1] = [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x + 1), Math.max(y1, y + 1)];
  });
  return x1 < 0 ? null : [x0, y0, x1, y1];
}

/** Four pixels around a place. */
function boxAround({ scenes }: Film, { at }: Landmark, frame: number): Sides | null {
  const scene = scenes[frame];
  const place = at[frame];
  if (!scene || !place) return null;
  const px = pixelOf((scene.cameras[frame] ?? scene.cameras[0]) as SceneCamera, place);
  return px && [px[0] - 2, px[1] - 2, px[0] + 2, px[1] + 2];
}
