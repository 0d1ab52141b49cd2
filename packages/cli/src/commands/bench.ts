import type { Command } from "commander";
import { addOptions, flagValues } from "../config/index.ts";
import { count, whole } from "./bench/numbers.ts";

type Done = (work: Promise<number>) => void;
type Flags = Readonly<Record<string, unknown>>;

const RUN_EXAMPLES = `
Examples:
  spatialclaw bench run synth --limit 50 -o runs/first
  spatialclaw bench run vsibench mindcube --data data --subsample 500 --model qwen3-vl --concurrency 32 -o runs/qwen
  spatialclaw bench run vsibench … -o runs/qwen --resume
  spatialclaw bench run synth --model synth-programs --perturb none --perturb depth=0.05 --perturb depth=0.1 -o runs/curve

Exit codes: 0 every sample was asked, 2 wrong usage or input, 4 samples failed (go on with --resume), 130 interrupted.`;

const FETCH_EXAMPLES = `
Examples:
  spatialclaw bench fetch erqa mmsi
  spatialclaw bench fetch vsibench --data /data --accept-licence ScanNet

Exit codes: 0 nothing is missing, 2 wrong usage or no consent, 4 something is missing, 130 interrupted.`;

const ATTRIBUTE_EXAMPLES = `
Examples:
  spatialclaw bench attribute runs/code runs/tool-call --model gpt-x --endpoint https://host/v1 -o runs/why
The same command goes on where it was interrupted. --max-cost and --max-total-tokens hold for all of it.

Exit codes: 0 every question with traces was judged, 2 wrong usage or input, 4 questions are left, 130 interrupted.`;

/** What runs a benchmark is large: only these commands pay for it. */
export function benchCommand(root: Command, report: Done): void {
  const done: Done = (work) => {
    // Somebody may stop reading (`… | head -1`): whoever writes learns it from the write.
    process.stdout.on("error", () => {});
    report(work);
  };
  const bench = root.command("bench").description("benchmarks: run them, score them, compare runs; see docs/bench.md");

  bench
    .command("list")
    .description("the benchmarks there are")
    .option("--json", "as one JSON object")
    .action((flags: Flags) => done(import("./bench/list.ts").then(({ list }) => list(flags))));

  bench
    .command("fetch")
    .description("get the files of benchmarks from the Hugging Face hub; what was cut off goes on where it stopped")
    .argument("<name...>", "benchmarks by name, or JSON files of your own")
    .option("--data <folder>", "holds the data sets' folders", "data")
    .option("--accept-licence <names...>", "consent to terms that want a yes")
    .option("--drop-archives", "remove an archive from the hub's cache once it is unpacked")
    .option("--json", "as one JSON object")
    .addHelpText("after", FETCH_EXAMPLES)
    .action((names: string[], flags: Flags) =>
      done(import("./bench/fetch.ts").then(({ fetchCommand }) => fetchCommand(names, flags))),
    );

  const run = bench
    .command("run")
    .description("ask a model the questions of benchmarks; takes the flags of ask")
    .argument("<name...>", "benchmarks by name, or JSON files of your own")
    .option("--data <folder>", "holds the data sets' folders", "data")
    .option("--question-type <types...>", "only samples of these types, categories or levels")
    .option("--sample <ids...>", "only these samples")
    .option("--limit <n>", "at most so many samples of each benchmark", whole)
    .option("--subsample <n>", "so many samples in the order of the published subsets (seed 42)", whole)
    .option("--shuffle", "in the order of the published subsets")
    .option("--concurrency <n>", "samples under way at once (default 8; without a language model one a core)", count)
    .option("--shard <i/n>", "every n-th sample, beginning with the i-th")
    .option("--resume", "go on with the run in --out: what is done is skipped, what failed is tried again")
    .option("--traces <which>", "which traces are kept: all, failed or none", "failed")
    .option("--protocol <name>", "how replies are scored: robust, reference or official", "robust")
    .option(
      "--perturb <errors...>",
      "errors added to perception, as depth=0.05,mask=0.02,pose=0.01; several make a curve",
    );
  addOptions(run)
    .addHelpText("after", RUN_EXAMPLES)
    .action((names: string[], flags: Flags) =>
      done(import("./bench/run.ts").then(({ runCommand }) => runCommand(names, flags, flagValues(flags)))),
    );

  bench
    .command("score")
    .description("score anybody's predictions (JSON lines with sample_id and content), without running anything")
    .argument("<name>", "benchmark by name, or a JSON file of your own")
    .argument("<predictions>", "file")
    .option("--data <folder>", "holds the data sets' folders", "data")
    .option("--protocol <name>", "robust, reference or official", "robust")
    .option("--predicted-only", "leave out samples without a prediction instead of counting them as wrong")
    .option("--json", "as one JSON object")
    .action((name: string, file: string, flags: Flags) =>
      done(import("./bench/score.ts").then(({ score }) => score(name, file, flags))),
    );

  bench
    .command("report")
    .description(
      "tables of runs, beside published numbers, as Markdown on stdout; of a folder of runs the paper's tables",
    )
    .argument("<runs...>", "folders of runs, or folders that hold some")
    .option("--protocol <name>", "score anew: robust, reference or official")
    .option("--json", "as one JSON object")
    .option("-o, --out <folder>", "write report.md and report.json there instead, of a folder of runs report.html too")
    .action((runs: string[], flags: Flags) =>
      done(import("./bench/report.ts").then(({ report }) => report(runs, flags))),
    );

  bench
    .command("compare")
    .description("two runs over the samples that both have")
    .argument("<runA>", "folder")
    .argument("<runB>", "folder")
    .option("--protocol <name>", "score anew: robust, reference or official")
    .option("--json", "as one JSON object")
    .action((a: string, b: string, flags: Flags) =>
      done(import("./bench/compare.ts").then(({ compare }) => compare(a, b, flags))),
    );

  const attribute = bench
    .command("attribute")
    .description("have a judge model read both traces of questions that one run wins and the other loses, and say why")
    .argument("<runA>", "folder of a run with traces (bench run --traces all)")
    .argument("<runB>", "folder of another one")
    .option("--limit <n>", "at most so many questions, drawn in a fixed order", whole)
    .option("--concurrency <n>", "questions under way at once (default 1)", count)
    .option("--protocol <name>", "score anew: robust, reference or official")
    .option("--json", "as one JSON object");
  addOptions(attribute)
    .addHelpText("after", ATTRIBUTE_EXAMPLES)
    .action((a: string, b: string, flags: Flags) =>
      done(
        import("./bench/attribute.ts").then(({ attributeCommand }) => attributeCommand(a, b, flags, flagValues(flags))),
      ),
    );

  bench
    .command("merge")
    .description("put the shards of one run into one folder")
    .argument("<out>", "folder that does not exist yet")
    .argument("<parts...>", "folders of the shards")
    .action((out: string, parts: string[]) => done(import("./bench/merge.ts").then(({ merge }) => merge(out, parts))));

  bench
    .command("verify")
    .description("look for every file that a benchmark needs")
    .argument("<name...>", "benchmarks by name, or JSON files of your own")
    .option("--data <folder>", "holds the data sets' folders", "data")
    .option("--json", "as one JSON object")
    .action((names: string[], flags: Flags) =>
      done(import("./bench/verify.ts").then(({ verifyCommand }) => verifyCommand(names, flags))),
    );
}
