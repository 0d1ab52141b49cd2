import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { TRACE_FILE } from "@spatialclaw/agent";
import { InputError } from "@spatialclaw/media";
import { writeFullReport, writeSceneFile } from "@spatialclaw/report";
import type { Command } from "commander";
import { EXIT } from "../exit.ts";

interface ReportFlags {
  readonly out?: string;
  readonly truth?: string;
  readonly glb?: string | true;
  readonly ply?: string | true;
}

const EXAMPLES = `
Examples:
  spatialclaw report spatialclaw-runs/2026-11-28T03-35-17-closest-distance
  spatialclaw report my-run/trace.jsonl -o answer.html --truth "0.94 m"
  spatialclaw report my-run --glb room.glb`;

export function reportCommand(root: Command, done: (work: Promise<number>) => void): void {
  root
    .command("report")
    .description("a run as one HTML page with its pictures and its scene in 3-D, or the scene as GLB or PLY")
    .argument("<trace>", "folder of a run, or its trace.jsonl")
    .option("-o, --out <file>", "the page (default report.html beside the trace)")
    .option("--truth <text>", "the right answer, to show beside the run's own")
    .option("--glb [file]", "the scene as glTF 2.0, for Blender and others (default scene.glb beside the trace)")
    .option("--ply [file]", "its points as PLY (default scene.ply beside the trace)")
    .addHelpText("after", EXAMPLES)
    .action((trace: string, flags: ReportFlags) => done(report(trace, flags)));
}

/** Prints the path of each file that it wrote. */
async function report(trace: string, { out, truth, glb, ply }: ReportFlags): Promise<number> {
  const folder = runFolder(trace);
  const written: string[] = [];
  const place = (file: string | true): string | undefined => (file === true ? undefined : file);
  if (glb !== undefined) written.push(await writeSceneFile(folder, "glb", place(glb)));
  if (ply !== undefined) written.push(await writeSceneFile(folder, "ply", place(ply)));
  if (written.length === 0 || out !== undefined) {
    const known = truth === undefined ? null : { answer: truth, isRight: null };
    written.push(await writeFullReport(folder, { out, truth: known }));
  }
  process.stdout.write(written.map((file) => `${file}\n`).join(""));
  return EXIT.answered;
}

function runFolder(trace: string): string {
  const found = statSync(trace, { throwIfNoEntry: false });
  if (!found) throw new InputError(`there is no ${trace}; name the folder of a run, or its ${TRACE_FILE}`);
  if (!found.isDirectory()) {
    if (path.basename(trace) === TRACE_FILE) return path.dirname(trace);
    throw new InputError(`${trace} is no ${TRACE_FILE}; name the folder of a run`);
  }
  if (existsSync(path.join(trace, TRACE_FILE))) return trace;
  throw new InputError(
    `${trace} holds no ${TRACE_FILE}; name the folder of one run, or look at many with spatialclaw view ${trace}`,
  );
}
