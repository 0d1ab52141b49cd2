import { join } from "node:path";
import { readTrace, TRACE_FILE, type TraceLine } from "@spatialclaw/agent";
import { InputError } from "@spatialclaw/media";
import type { Truth } from "./answer.ts";
import { clientScript } from "./client-script.ts";
import { inlinePictures } from "./inline.ts";
import { type ReportOptions, type ReportScene, renderReport } from "./page.ts";
import type { SceneModel, World } from "./scene/data.ts";
import { glb } from "./scene/export/glb.ts";
import { ply } from "./scene/export/ply.ts";
import { readScene } from "./scene/read.ts";
import { sceneSection } from "./scene/section.ts";
import { sceneModel } from "./scene/worlds.ts";
import { writeWhole } from "./write.ts";

export interface FullReportOptions {
  /** File; default: `report.html` beside the trace. */
  readonly out?: string | undefined;
  readonly truth?: Truth | null | undefined;
}

/**
 * Writes a run as one file that needs nothing else: its pictures and its scene in 3-D are in it. Returns the path.
 * Rejects with InputError when the trace cannot be read or the file cannot be written.
 */
export async function writeFullReport(runFolder: string, { out, truth }: FullReportOptions = {}): Promise<string> {
  const lines = await readTrace(join(runFolder, TRACE_FILE));
  const picture = await inlinePictures(runFolder, lines);
  const page = await fullPage(runFolder, lines, { picture, truth: truth ?? null });
  return writeWhole(out ?? join(runFolder, "report.html"), page);
}

/** The page with its scene; pictures are where the caller says. */
export async function fullPage(
  runFolder: string,
  lines: readonly TraceLine[],
  options: Omit<ReportOptions, "scene">,
): Promise<string> {
  return renderReport(lines, { ...options, scene: await reportScene(runFolder, lines) });
}

async function reportScene(runFolder: string, lines: readonly TraceLine[]): Promise<ReportScene | null> {
  const found = await openScene(runFolder, lines);
  if (!found) return null;
  const { model, problems, turn } = found;
  const own = model.worlds.flatMap(({ shapes }) => shapes).filter((shape) => shape.turn === turn);
  const noted = own.filter(({ layer }) => layer === "measurements" || layer === "tracks");
  const measured = Map.groupBy(noted, ({ step }) => step ?? 0);
  return {
    section: sceneSection(model, problems),
    script: (await clientScript()).replaceAll("</script", "<\\/script"),
    measured: new Map([...measured].map(([step, shapes]) => [step, shapes.map(({ name }) => name)])),
  };
}

interface OpenedScene {
  readonly model: SceneModel;
  readonly problems: readonly string[];
  readonly turn: number;
}

/** null when nothing of a scene was recorded. */
async function openScene(runFolder: string, lines: readonly TraceLine[]): Promise<OpenedScene | null> {
  const recorded = await readScene(runFolder);
  const start = lines.find((line) => line.type === "run.start");
  const end = lines.find((line) => line.type === "run.end");
  const model = recorded && (await sceneModel(recorded, end?.answer?.evidence.segment ?? null));
  return model && { model, problems: recorded.problems, turn: start?.turn ?? 1 };
}

const WRITERS: Readonly<Record<"glb" | "ply", (world: World) => Uint8Array>> = { glb, ply };

/** Writes the scene of a run for other programs: the reconstruction that its answer comes from. Returns the path. */
export async function writeSceneFile(runFolder: string, format: "glb" | "ply", out?: string): Promise<string> {
  const lines = await readTrace(join(runFolder, TRACE_FILE));
  const found = await openScene(runFolder, lines);
  const world = found?.model.worlds[found.model.start];
  if (!world)
    throw new InputError(
      `nothing of a scene lies beside ${join(runFolder, TRACE_FILE)}: either no cell reconstructed one, or the run did not record it, as runs of bench do not; ask the question again with spatialclaw ask`,
    );
  return writeWhole(out ?? join(runFolder, `scene.${format}`), WRITERS[format](world));
}
