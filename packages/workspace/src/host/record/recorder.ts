import { copyFile, link, mkdir } from "node:fs/promises";
import path from "node:path";
import type { Mask } from "@spatialclaw/geometry";
import { type EncodedImage, reencode, type SourceFrame } from "@spatialclaw/media";
import type { ReconstructedView, Reconstruction, Segmentation } from "@spatialclaw/perception";
import { writeBundle } from "@spatialclaw/store";
import type { Measurement } from "../../wire-measurements.ts";
import { type RecordedFrame, type RecordedView, SCENE_FOLDER, SCENE_VERSION, type SceneRecord } from "./format.ts";
import { liftObject } from "./lift.ts";
import { strideFor, thinMask, thinView } from "./thin.ts";

/** Points of one reconstruction, and of all together: each takes at most half of what is left. */
const POINTS = 240_000;
const ALL_POINTS = 2 * POINTS;
/** A reconstruction for which fewer are left is not recorded. */
const LEAST_POINTS = 4000;
/** Objects that are recorded; a search for "book" may find hundreds. */
const MOST_OBJECTS = 200;
const PICTURE = { format: "jpeg", maxSide: 320, quality: 75 } as const;
/** A JPEG of at most so many bytes is kept as it is: making it smaller costs more than it saves. */
const SMALL_PICTURE = 48 * 1024;

interface KnownObject {
  readonly id: number;
  readonly masks: ReadonlyMap<SourceFrame, Mask>;
}

type Draft<R extends SceneRecord = SceneRecord> = R extends SceneRecord ? Omit<R, "version" | "turn" | "step"> : never;

/**
 * Keeps what the cells of a session saw and measured, thinned, beside each question's trace: `scene/0001.bundle` and so
 * on. A record is on disk soon after it was made, so that a killed run has a scene as well. What cannot be kept costs
 * no run: `settled` says what is missing.
 */
export class SceneRecorder {
  readonly #positions: ReadonlyMap<SourceFrame, number>;
  readonly #views = new Map<number, readonly ReconstructedView[]>();
  readonly #objects: KnownObject[] = [];
  /** Ids of what was seen before, by its content. */
  readonly #known = new Map<string, number>();
  readonly #pictures = new Map<SourceFrame, Promise<Uint8Array | null>>();
  readonly #files: string[] = [];
  #folder: string | null = null;
  #turn = 0;
  #step = 0;
  #pointsLeft = ALL_POINTS;
  #reconstructions = 0;
  #work: Promise<void> = Promise.resolve();
  #problem: string | null = null;

  constructor(frames: readonly SourceFrame[]) {
    this.#positions = new Map(frames.map((frame, at) => [frame, at]));
  }

  /** From now on records lie beside this run's trace, those of the session's earlier questions as well. */
  begin(runFolder: string): void {
    const folder = path.join(runFolder, SCENE_FOLDER);
    this.#folder = folder;
    this.#turn++;
    this.#step = 0;
    this.#problem = null;
    const earlier = this.#files.splice(0);
    this.#files.push(...earlier.map((file) => path.join(folder, path.basename(file))));
    if (earlier.length > 0) this.#do(() => bring(earlier, folder));
  }

  enter(step: number): void {
    this.#step = step;
  }

  /** `key` tells it from all others. Returns the id that measurements name it by. */
  reconstructed(key: string, { views, scale, world, notes }: Reconstruction): number {
    const known = this.#known.get(`reconstruction ${key}`);
    if (known !== undefined) return known;
    const id = ++this.#reconstructions;
    this.#known.set(`reconstruction ${key}`, id);
    const most = Math.min(POINTS, this.#pointsLeft >> 1);
    if (most < LEAST_POINTS) {
      this.#problem ??= `more than ${id - 1} reconstructions: the later ones are not in the scene`;
      return id;
    }
    const stride = strideFor(views, most);
    const thinned = views.map((view) => ({ frame: view.frame, ...thinView(view, stride) }));
    this.#pointsLeft -= thinned.reduce((sum, { depth }) => sum + depth.length, 0);
    this.#views.set(id, views);
    this.#keep(async () => {
      const recorded: RecordedView[] = [];
      for (const { frame, ...view } of thinned)
        recorded.push({ ...view, frame: this.#frame(frame), picture: await this.#picture(frame) });
      return {
        kind: "reconstruction",
        id,
        scale: { ...scale },
        world: { ...world },
        notes: [...notes],
        views: recorded,
      };
    });
    for (const object of this.#objects) this.#lift(object, id);
    return id;
  }

  /** `keys` tell the objects from all others. */
  segmented(prompt: string, keys: readonly string[], { objects, note }: Segmentation): void {
    const fresh = objects.flatMap((object, i) => {
      const key = `object ${keys[i]}`;
      if (this.#known.has(key)) return [];
      const id = this.#objects.length + 1;
      this.#known.set(key, id);
      if (id > MOST_OBJECTS) {
        this.#problem ??= `more than ${MOST_OBJECTS} objects: the later ones are not in the scene`;
        return [];
      }
      this.#objects.push({ id, masks: object.masks });
      const { label, score } = object;
      const masks = [...object.masks].map(([frame, mask]) => ({ frame: this.#frame(frame), ...thinMask(mask) }));
      return [{ id, label, score, masks }];
    });
    // A miss is worth a record as well: somebody may wonder why there is nothing.
    if (fresh.length === 0 && objects.length > 0) return;
    this.#keep(async () => ({ kind: "objects", prompt, note, objects: fresh }));
    for (const { id } of fresh)
      for (const recon of this.#views.keys()) this.#lift(this.#objects[id - 1] as KnownObject, recon);
  }

  measured(list: readonly Measurement[]): void {
    if (list.length > 0) this.#keep(async () => ({ kind: "measurements", list }));
  }

  /** Resolves when all is on disk; one line when something of the scene is missing. Never rejects. */
  async settled(): Promise<string | null> {
    await this.#work;
    return this.#problem && `the record of the scene is incomplete: ${this.#problem}`;
  }

  #lift({ id, masks }: KnownObject, recon: number): void {
    const points = liftObject(masks, this.#views.get(recon) ?? []);
    if (points.length > 0) this.#keep(async () => ({ kind: "cloud", object: id, recon, points }));
  }

  #frame(frame: SourceFrame): RecordedFrame {
    const { frameIndex, video = null, name, width, height, seconds } = frame;
    return { at: this.#positions.get(frame) ?? -1, frameIndex, video, name, width, height, seconds };
  }

  /** Off this thread: sharp works on threads of its own. */
  #picture(frame: SourceFrame): Promise<Uint8Array | null> {
    let picture = this.#pictures.get(frame);
    if (!picture) {
      picture = frame
        .encoded()
        .then((image) => (isSmall(image) ? image : reencode(image, PICTURE)))
        // A Buffer is more than the array that a bundle keeps.
        .then(({ bytes }) => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength))
        .catch(() => null);
      this.#pictures.set(frame, picture);
    }
    return picture;
  }

  #keep(make: () => Promise<Draft>): void {
    const folder = this.#folder;
    if (folder === null) return;
    const base = { version: SCENE_VERSION, turn: this.#turn, step: this.#step };
    const file = path.join(folder, `${String(this.#files.length + 1).padStart(4, "0")}.bundle`);
    this.#files.push(file);
    this.#do(async () => writeBundle(file, { ...base, ...(await make()) }));
  }

  /** One after another, so that the later record never lies there without the earlier one. */
  #do(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch((error: unknown) => {
      this.#problem ??= error instanceof Error ? error.message : String(error);
    });
  }
}

function isSmall({ mime, bytes }: EncodedImage): boolean {
  return mime === "image/jpeg" && bytes.length <= SMALL_PICTURE;
}

async function bring(files: readonly string[], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const file of files) {
    const place = path.join(folder, path.basename(file));
    await link(file, place).catch(() => copyFile(file, place));
  }
}
