import type { Camera } from "./camera.ts";
import { isPlausible, substituteFor, withLens } from "./focal.ts";
import type { RawViews, ViewHint } from "./types.ts";

export interface Lenses {
  readonly cameras: readonly Camera[];
  /** Where focal lengths come from, each once: "EXIF, 26 mm in 35 mm film"; empty: all are the model's own. */
  readonly sources: readonly string[];
  /** How much of the scale's confidence is left: less where a focal length was substituted. */
  readonly trust: number;
  readonly notes: readonly string[];
}

const TRUST = { model: 1, measured: 1, exif: 0.7, guessed: 0.3 } as const;
const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

/** Measured lenses as they are, else the model's own, else (where it has none that any camera has) a substitute. */
export function settleLenses({ width, height, cameras }: RawViews, hints: readonly ViewHint[]): Lenses {
  const size = { width, height };
  const sources = new Set<string>();
  const notes: string[] = [];
  let trust: number = TRUST.model;
  let wrong = 0;
  const settled = cameras.map((camera, n): Camera => {
    const { focal, lens } = hints[n] ?? { focal: null, lens: null };
    const own: Camera = camera ?? { fx: Number.NaN, fy: Number.NaN, cx: width / 2, cy: height / 2, c2w: IDENTITY };
    if (lens) {
      sources.add(lens.source);
      return { ...own, fx: lens.fx, fy: lens.fy, cx: lens.cx, cy: lens.cy };
    }
    if (isPlausible(own, size)) return own;
    const substitute = substituteFor(focal, size);
    sources.add(substitute.source);
    trust = Math.min(trust, substitute === focal ? TRUST.exif : TRUST.guessed);
    if (camera) wrong++;
    return withLens(own, substitute);
  });
  if (wrong > 0)
    notes.push(
      `the model gave ${wrong} of ${cameras.length} frames a focal length that no camera has; taken instead: ${[...sources].join(", ")}`,
    );
  return { cameras: settled, sources: [...sources], trust, notes };
}
