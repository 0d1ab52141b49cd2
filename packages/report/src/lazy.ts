import type { FullReportOptions } from "./full.ts";
import type { RunningView, ViewOptions } from "./view/server.ts";

// What makes a page with a scene is loaded by whoever makes one: a plain `ask` does without.

/**
 * Writes a run as one file that needs nothing else: its pictures and its scene in 3-D are in it. Returns the path.
 * Rejects with InputError when the trace cannot be read or the file cannot be written.
 */
export async function writeFullReport(runFolder: string, options: FullReportOptions = {}): Promise<string> {
  return (await import("./full.ts")).writeFullReport(runFolder, options);
}

/**
 * Writes the scene of a run for other programs; default: `scene.glb` or `scene.ply` beside the trace. Returns the path.
 * Rejects with InputError when no scene was recorded, the trace cannot be read or the file cannot be written.
 */
export async function writeSceneFile(runFolder: string, format: "glb" | "ply", out?: string): Promise<string> {
  return (await import("./full.ts")).writeSceneFile(runFolder, format, out);
}

/**
 * Serves a folder of traces and bench runs to this machine alone. Rejects with InputError when the port is taken.
 */
export async function startView(options: ViewOptions): Promise<RunningView> {
  return (await import("./view/server.ts")).startView(options);
}
