import { statSync } from "node:fs";
import path from "node:path";
import { InputError } from "@spatialclaw/media";
import { type BenchReader, startView } from "@spatialclaw/report";
import { type Command, InvalidArgumentError } from "commander";
import { EXIT } from "../exit.ts";
import { onInterrupt } from "./interrupt.ts";

interface ViewFlags {
  readonly port: number;
}

const DEFAULT_FOLDER = "spatialclaw-runs";
const DEFAULT_PORT = 4160;

export function viewCommand(root: Command, done: (work: Promise<number>) => void): void {
  root
    .command("view")
    .description(
      "look at many runs in a browser: list, filters, charts, two bench runs side by side; this machine only",
    )
    .argument("[folder]", "holds runs of ask and of bench, at any depth", DEFAULT_FOLDER)
    .option("--port <n>", "0: any that is free", port, DEFAULT_PORT)
    .action((folder: string, flags: ViewFlags) => done(view(folder, flags)));
}

/** Serves until it is interrupted. */
async function view(folder: string, flags: ViewFlags): Promise<number> {
  const root = path.resolve(folder);
  const found = statSync(root, { throwIfNoEntry: false });
  if (!found?.isDirectory())
    throw new InputError(`there is no folder ${folder}; name one that holds runs, or make one with spatialclaw demo`);
  const server = await startView({ folder: root, port: flags.port, loadBench });
  process.stdout.write(`${server.url}\n`);
  process.stderr.write(`showing ${root}; Ctrl-C ends it\n`);
  const interrupt = onInterrupt();
  await new Promise((resolve) => interrupt.signal.addEventListener("abort", resolve, { once: true }));
  interrupt.stop();
  await server.close();
  return EXIT.answered;
}

async function loadBench(): Promise<BenchReader> {
  const { ROWS_FILE, readRun, readRows } = await import("@spatialclaw/bench");
  return { readRun, readRows: (run) => readRows(path.join(run, ROWS_FILE)) };
}

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new InvalidArgumentError("expected a whole number from 0 to 65535.");
  return value;
}
