import path from "node:path";
import { InputError } from "@spatialclaw/media";
import {
  type BenchRun,
  type Canary,
  RUN_FORMAT,
  RUN_VERSION,
  type RunSelection,
  type RunSetup,
} from "@spatialclaw/report";
import { createRun, isRunFolder, readRun } from "./folder.ts";
import { LineLog } from "./line-log.ts";
import type { Planned } from "./plan.ts";
import { differencesOf } from "./same-run.ts";

export interface Beginning {
  readonly folder: string;
  readonly planned: readonly Planned[];
  readonly selection: RunSelection;
  readonly setup: RunSetup;
  /** Of spatialclaw. */
  readonly version: string;
  /** Goes on with what the folder holds; without it a folder that holds a run is refused. */
  readonly resume: boolean;
  /** Asks the model who it is. */
  readonly canary: () => Promise<Canary>;
}

export interface Begun {
  readonly run: BenchRun;
  readonly canary: Canary;
  readonly notes: readonly string[];
}

/**
 * Makes the folder of a run, or finds the run that is to go on in it. Throws InputError when the folder holds a run and
 * is not to go on, or another run than this one. The model is only asked once nothing else is wrong.
 */
export async function begin(beginning: Beginning): Promise<Begun> {
  const { folder, planned, selection, setup, version, resume } = beginning;
  const described = { benchmarks: planned.map((one) => one.described), selection, setup };
  const isThere = isRunFolder(folder);
  if (isThere && !resume)
    throw new InputError(`${folder} holds a run already; go on with it by --resume, or name another folder`);
  if (isThere) refuseOther(folder, readRun(folder), described);
  const canary = await beginning.canary();
  const createdAt = new Date().toISOString();
  const run = createRun(folder, {
    format: RUN_FORMAT,
    version: RUN_VERSION,
    spatialclaw: version,
    createdAt,
    ...described,
    canary,
  });
  // Another process may have begun it in the meantime.
  refuseOther(folder, run, described);
  return { run, canary, notes: changesOf(run.canary, canary) };
}

/** Keeps who worked on the run, when and with whom: `sessions.jsonl`. */
export function noteSession(folder: string, session: object): void {
  const log = new LineLog(path.join(folder, "sessions.jsonl"));
  log.append(session);
  log.close();
}

function refuseOther(folder: string, run: BenchRun, described: Parameters<typeof differencesOf>[1]): void {
  const differences = differencesOf(run, described);
  if (differences.length > 0)
    throw new InputError(
      `${folder} holds another run: ${differences.join("; ")}; use the options that it was begun with, or another folder`,
    );
}

function changesOf(before: Canary, now: Canary): string[] {
  const [was, is] = [before.server?.model ?? "none", now.server?.model ?? "none"];
  const changed = was === is ? [] : [`the endpoint calls its model ${is} now; the run was begun with ${was}`];
  const sees =
    now.seesPictures === false ? ["the model did not name the colours of the test picture: does it see pictures?"] : [];
  return [...changed, ...sees];
}
