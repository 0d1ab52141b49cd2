import {
  describeLicence,
  installCuda,
  type ModelSurvey,
  type Pulled,
  pullModel,
  removeModel,
  surveyModel,
  surveyModels,
  verifyModel,
} from "@spatialclaw/perception";
import type { Command } from "commander";
import { EXIT } from "../exit.ts";
import { askerOn } from "../model-store/ask-yes.ts";
import { describeModels, megabytes, modelJson } from "../model-store/describe.ts";
import { painter, wantsColor } from "../terminal/color.ts";
import { progressLine } from "../terminal/progress.ts";
import { onInterrupt } from "./interrupt.ts";

const EXAMPLES = `
Examples:
  spatialclaw models list
  spatialclaw models pull da3-small sam3-text-usls
  spatialclaw models pull da3-large --accept-licence CC-BY-NC-4.0

docs/perception.md tells where models come from and lie.`;

type Done = (work: Promise<number>) => void;

/** Adds `models list`, `pull`, `verify`, `rm` and `cuda`. */
export function modelsCommand(root: Command, done: Done): void {
  const models = root
    .command("models")
    .description("the models that see depth and objects")
    .addHelpText("after", EXAMPLES);
  models
    .command("list")
    .description("which models there are, and which of them are on this machine")
    .option("--json", "as one JSON object")
    .action((flags: { json?: boolean }) => done(list(!!flags.json)));
  models
    .command("pull")
    .description("fetch models and check them; what was cut off goes on where it stopped")
    .argument("<names...>", "names of models list, or paths of manifests")
    .option("--accept-licence <spdx>", "consent to a licence that excludes commercial use")
    .action((names: string[], flags: { acceptLicence?: string }) => done(pull(names, flags.acceptLicence ?? null)));
  models
    .command("verify")
    .description("read models through and compare them with their hashes; without names all that are here")
    .argument("[names...]")
    .option("--json", "as one JSON object")
    .action((names: string[], flags: { json?: boolean }) => done(verify(names, !!flags.json)));
  models
    .command("rm")
    .description("remove models from this machine; files that another model uses stay")
    .argument("<names...>")
    .action((names: string[]) => done(remove(names)));
  models
    .command("cuda")
    .description("fetch onnxruntime-node's CUDA libraries by its own installer, and try the GPU")
    .action(() => done(cuda()));
}

async function list(json: boolean): Promise<number> {
  const models = surveyModels();
  const text = json
    ? JSON.stringify({ models: models.map(modelJson) })
    : describeModels(models, painter(wantsColor(process.stdout)));
  process.stdout.write(`${text}\n`);
  return EXIT.answered;
}

/** One line on stdout for each model; licences and everything else on stderr. */
async function pull(names: readonly string[], accepted: string | null): Promise<number> {
  const progress = progressLine(process.stderr);
  const interrupt = onInterrupt();
  const say = (line: string) => {
    progress.clear();
    process.stderr.write(`spatialclaw: ${line}\n`);
  };
  try {
    for (const name of names) {
      say(`${name}: ${describeLicence(surveyModel(name).manifest)}`);
      const pulled = await pullModel(name, {
        accepted,
        ask: askerOn(process.stdin, process.stderr),
        report: progress.report,
        notice: say,
        signal: interrupt.signal,
      });
      progress.clear();
      process.stdout.write(`${describePulled(pulled)}\n`);
    }
    return EXIT.answered;
  } catch (error) {
    progress.clear();
    if (interrupt.signal.aborted) return EXIT.interrupted;
    throw error;
  } finally {
    interrupt.stop();
  }
}

function describePulled({ id, files, bytes, fetched }: Pulled): string {
  const came = fetched === 0 ? "all there already" : `${fetched} fetched`;
  return `${id}: ${files} ${files === 1 ? "file" : "files"}, ${megabytes(bytes)}, ${came}, verified`;
}

async function verify(names: readonly string[], json: boolean): Promise<number> {
  const here = ({ state, present, isExport }: ModelSurvey) =>
    state !== "absent" && present > 0 && !(isExport && state === "partial");
  const chosen =
    names.length > 0
      ? names
      : surveyModels()
          .filter(here)
          .map(({ name }) => name);
  const progress = progressLine(process.stderr);
  const results: { name: string; files: Awaited<ReturnType<typeof verifyModel>> }[] = [];
  for (const name of chosen) {
    const files = await verifyModel(name, { report: progress.report });
    results.push({ name, files });
    progress.clear();
    if (!json) for (const line of describeVerified(name, files)) process.stdout.write(`${line}\n`);
  }
  if (json) process.stdout.write(`${JSON.stringify({ models: results })}\n`);
  else if (chosen.length === 0) process.stdout.write("no model is on this machine\n");
  const isWrong = results.some(({ files }) => files.some(({ problem }) => problem !== null));
  return isWrong ? EXIT.environment : EXIT.answered;
}

function describeVerified(name: string, files: Awaited<ReturnType<typeof verifyModel>>): string[] {
  const problems = files.flatMap(({ problem }) => (problem === null ? [] : [`${name}: ${problem}`]));
  if (problems.length > 0) return problems;
  const unknown = files.filter(({ status }) => status === "unknown").length;
  return [`${name}: ${files.length} files, ${unknown === 0 ? "all right" : `${unknown} of them without a known hash`}`];
}

async function remove(names: readonly string[]): Promise<number> {
  for (const name of names) process.stdout.write(`${name}: ${megabytes(removeModel(name))} freed\n`);
  return EXIT.answered;
}

async function cuda(): Promise<number> {
  const { folder, fetched } = await installCuda({ onLine: (line) => process.stderr.write(`${line}\n`) });
  process.stdout.write(
    `the GPU can be used by CUDA; its libraries ${fetched ? "were put into" : "lie in"} ${folder}\n`,
  );
  return EXIT.answered;
}
