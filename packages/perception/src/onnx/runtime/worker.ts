// The thread in which models run. docs/perception.md tells what goes on here.
import { parentPort, workerData } from "node:worker_threads";
import { InputError } from "@spatialclaw/media";
import { ResultCache } from "@spatialclaw/store";
import { placesFrom } from "../../models/places.ts";
import { Gate } from "./gate.ts";
import { Jobs } from "./jobs.ts";
import { Memo } from "./memo.ts";
import { loadOrt } from "./ort.ts";
import { firstLine } from "./ort-errors.ts";
import type { FromWorker, SentError, ToWorker, WorkerSettings } from "./protocol.ts";
import { chooseProviders } from "./providers/choose.ts";
import { Sessions } from "./sessions.ts";
import { Turns } from "./turns.ts";
import type { JobResult, ProviderChoice } from "./types.ts";

const settings = workerData as WorkerSettings;
const port = parentPort as NonNullable<typeof parentPort>;
const send = (message: FromWorker) => port.postMessage(message);
const said = new Set<string>();
let isClosing = false;

function notice(line: string): void {
  if (!said.has(line)) send({ kind: "notice", line });
  said.add(line);
}

let choosing: Promise<ProviderChoice> | null = null;

/** What was passed over is said as soon as it matters. A provider that is asked for by name and missing is an error. */
async function providers(): Promise<ProviderChoice> {
  choosing ??= chooseProviders({ wanted: settings.provider ?? null });
  // What is missing may be installed in the meantime.
  choosing.catch(() => {
    choosing = null;
  });
  const choice = await choosing;
  for (const { provider, reason, fix } of choice.passedOver)
    notice(`${provider} is not used: ${reason}${fix === null ? "" : `; ${fix}`}`);
  return choice;
}

const gate = new Gate(settings.gate);
const sessions = new Sessions({
  gate,
  ort: loadOrt,
  providers,
  wanted: settings.provider ?? null,
  memoryBytes: settings.memoryBytes ?? null,
  threads: settings.threads ?? null,
  notice,
});
const turns = new Turns({ isReady: (key) => sessions.isReady(key) });
const jobs = new Jobs({
  engine: { gate, ort: loadOrt, sessions, turns },
  memo: new Memo(),
  cache: settings.cache ? new ResultCache(settings.cache) : null,
  tasks: settings.tasks ?? {},
  places: settings.places ?? placesFrom(),
});

function runJob({ id, job, ask, stop }: Extract<ToWorker, { kind: "job" }>): Promise<JobResult> {
  const stopped = new Int32Array(stop);
  const check = () => {
    if (Atomics.load(stopped, 0) === 1) throw new Error("the job was aborted");
    if (isClosing) throw new Error("the perception worker was closed while the job ran");
  };
  return jobs.run({ job, ask, check, report: (progress) => send({ kind: "progress", id, progress }) });
}

async function answer(message: Exclude<ToWorker, { kind: "close" }>): Promise<void> {
  const { id, kind } = message;
  try {
    const value = kind === "job" ? await runJob(message) : kind === "loaded" ? sessions.list() : await providers();
    send({ kind: "done", id, value });
  } catch (error) {
    send({ kind: "failed", id, error: sent(error) });
  }
}

function sent(error: unknown): SentError {
  return { message: firstLine(error), kind: error instanceof InputError ? error.kind : null };
}

async function close(): Promise<void> {
  isClosing = true;
  // After the run in progress, which holds the turn.
  await turns.take(
    "close",
    "",
    () => {},
    () => sessions.releaseAll(),
  );
  port.close();
}

port.on("message", (message: ToWorker) => void (message.kind === "close" ? close() : answer(message)));
