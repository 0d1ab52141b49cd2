import { ChatError } from "@spatialclaw/agent";
import {
  type AskSetup,
  askCanary,
  begin,
  isRunFolder,
  noteSession,
  type Perturbation,
  type Planned,
  perturbationText,
  perturbed,
  plan,
  reportOn,
  work,
} from "@spatialclaw/bench";
import { InputError } from "@spatialclaw/media";
import { choosePerception } from "@spatialclaw/perception";
import { percent, type RunSetup, range } from "@spatialclaw/report";
import {
  type Config,
  limitsFrom,
  perceptionChoices,
  resolveConfig,
  samplingFrom,
  sessionChoices,
  type Values,
} from "../../config/index.ts";
import { EXIT } from "../../exit.ts";
import { VERSION } from "../../version.ts";
import { onInterrupt } from "../interrupt.ts";
import { protocolIn } from "./flags.ts";
import { type BenchModel, benchModel } from "./model.ts";
import { defaultRunFolder, levelFolder, type RunFlags, type RunOptions, runOptions } from "./options.ts";
import { runProgress } from "./progress.ts";
import { writeReports } from "./write-reports.ts";

/** Headlines on stdout, everything else on stderr. Returns the exit code. */
export async function runCommand(names: readonly string[], flags: RunFlags, given: Partial<Values>): Promise<number> {
  const config = resolveConfig({ flags: given });
  const options = runOptions(flags, config.values.out);
  const out = config.values.out ?? defaultRunFolder(names, new Date());
  const model = benchModel(config);
  const progress = runProgress(process.stderr);
  const interrupt = onInterrupt();
  try {
    const planned: Planned[] = [];
    const { signal } = interrupt;
    for (const name of new Set(names))
      planned.push(await plan(name, { ...options, signal, report: (...task) => progress.task(...task) }));
    for (const line of planned.flatMap(({ problems }) => problems)) progress.note(`spatialclaw: ${line}`);
    const folders = options.levels.map((_, i) => levelFolder(out, options.levels, i));
    let code: number = EXIT.answered;
    for (const [i, level] of options.levels.entries()) {
      if (signal.aborted) break;
      const run = { planned, options, config, model, level, folder: folders[i] as string, flags };
      code = Math.max(code, await runLevel(run, progress, signal));
    }
    await finish(out, folders.filter(isRunFolder));
    return signal.aborted ? EXIT.interrupted : code;
  } catch (error) {
    if (interrupt.signal.aborted) return EXIT.interrupted;
    throw error;
  } finally {
    interrupt.stop();
  }
}

interface Level {
  readonly planned: readonly Planned[];
  readonly options: RunOptions;
  readonly config: Config;
  readonly model: BenchModel;
  readonly level: Perturbation | null;
  readonly folder: string;
  readonly flags: RunFlags;
}

async function runLevel(run: Level, progress: ReturnType<typeof runProgress>, signal: AbortSignal): Promise<number> {
  const { planned, options, config, model, level, folder, flags } = run;
  const setup = describe(run);
  const { canary, notes } = await begin({
    folder,
    planned,
    selection: options.selection,
    setup,
    version: VERSION,
    resume: options.resume,
    canary: () => askCanary(model.model, signal).catch(asEnvironment),
  });
  const concurrency = options.concurrency ?? model.concurrency;
  noteSession(folder, {
    at: new Date().toISOString(),
    spatialclaw: VERSION,
    shard: options.shard,
    concurrency,
    canary,
  });
  const who = canary.server ? `${canary.server.model} at ${canary.server.url}` : model.model.name;
  progress.note(
    `run ${folder}${setup.perturb ? `, errors added: ${setup.perturb}` : ""}: ${who}, ${concurrency} at once`,
  );
  for (const line of notes) progress.note(`spatialclaw: ${line}`);
  const worked = await work({
    folder,
    planned,
    setup: askSetup(config, model, level, protocolIn(flags.protocol) ?? "robust", (line) =>
      progress.note(`spatialclaw: ${line}`),
    ),
    concurrency,
    shard: options.shard,
    traces: options.traces,
    signal,
    onRow: (_, now) => progress.show(now),
    onNote: (line) => progress.note(`spatialclaw: ${line}`),
  });
  progress.end(worked.progress);
  if (worked.elsewhere > 0)
    progress.note(
      `spatialclaw: ${worked.elsewhere} samples are in the hands of another process, or no longer in the data set`,
    );
  return worked.progress.failed > 0 ? EXIT.environment : EXIT.answered;
}

function askSetup(
  config: Config,
  { model }: BenchModel,
  level: Perturbation | null,
  protocol: AskSetup["protocol"],
  note: (line: string) => void,
): AskSetup {
  const { interface: name, keyFrames: _, ...choices } = sessionChoices(config);
  const perceive = perceptionChoices(config, { notice: note });
  return {
    ...frames(config),
    model,
    interface: name ?? "code",
    limits: limitsFrom(config),
    choices: choices as AskSetup["choices"],
    protocol,
    perceive(input, seed) {
      const perception = choosePerception(input, perceive);
      return level ? perturbed(perception, input, level, seed) : perception;
    },
  };
}

/** What the user says about frames; what is not said is the benchmark's affair. */
function frames(config: Config): Pick<AskSetup, "keyFrames" | "sampling"> {
  const sampling = samplingFrom(config);
  return {
    keyFrames: config.origins["pictures.first"].kind === "default" ? undefined : config.values["pictures.first"],
    sampling: Object.keys(sampling).length === 0 ? undefined : sampling,
  };
}

/** What decides about answers; only choices that are not the default are named. */
function describe({ config, model, level }: Level): RunSetup {
  const { prompts, omit, checklist, reflections, pictures } = sessionChoices(config);
  const hasPrompts = (prompts?.omit?.length ?? 0) > 0 || Object.keys(prompts?.replace ?? {}).length > 0;
  const { keyFrames, sampling } = frames(config);
  const { "perception.depth": depth, "perception.masks": masks } = config.values;
  return {
    model: model.described,
    interface: config.values.interface,
    limits: limitsFrom(config),
    choices: {
      ...(hasPrompts ? { prompts } : {}),
      ...((omit?.length ?? 0) > 0 ? { omit } : {}),
      ...(checklist ? { checklist } : {}),
      ...(reflections ? { reflections } : {}),
      ...(pictures === 24 ? {} : { pictures }),
      ...(keyFrames === undefined ? {} : { keyFrames }),
      ...(sampling === undefined ? {} : { sampling }),
      ...(depth === null ? {} : { depth }),
      ...(masks.length === 0 ? {} : { masks }),
    },
    perturb: level && perturbationText(level),
  };
}

/** A model that cannot be asked ends the run before its first sample. */
function asEnvironment(error: unknown): never {
  throw error instanceof ChatError ? new InputError(error.message, "environment") : error;
}

/** The report in the run's folder, and the headlines on stdout. */
async function finish(out: string, folders: readonly string[]): Promise<void> {
  const report = await reportOn(folders);
  const file = writeReports(out, report);
  for (const { tables, setup } of report.runs)
    for (const { benchmark, score, interval, done, selected, answered, unanswered, failed } of tables)
      process.stdout.write(
        `${benchmark}${setup.perturb ? ` (${setup.perturb})` : ""}: ${percent(score)} % (${range(interval)}), ${done} of ${selected} samples: ${answered} answered, ${unanswered} not answered, ${failed} failed\n`,
      );
  process.stderr.write(`report: ${file}\n`);
}
