import { readFileSync } from "node:fs";
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { type AskFlags, askCommand, report } from "./commands/ask.ts";
import { demoCommand } from "./commands/demo.ts";
import { type ReplFlags, replCommand } from "./commands/repl.ts";
import { EXIT } from "./exit.ts";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  version: string;
};

const EXIT_CODES = `
Exit codes: 0 answered, 2 wrong usage or input, 3 no answer, 4 something is missing on this machine, 130 interrupted.`;

const EXAMPLES = `
Examples:
  spatialclaw ask "How tall is the door?" --input my-capture
  spatialclaw ask "Which is nearer to the sofa, the lamp or the plant?" -i my-capture --json
  OPENAI_BASE_URL=http://localhost:8000/v1 spatialclaw ask "…" -i my-capture --model my-model`;

function program(done: (work: Promise<number>) => void): Command {
  const root = new Command("spatialclaw")
    .description("Answers questions about space from pictures and RGB-D captures.")
    .version(version)
    .exitOverride()
    .configureOutput({ outputError: () => {} })
    .showHelpAfterError(false);
  root
    .command("ask")
    .description("ask one question; the answer goes to stdout, everything else to stderr")
    .argument("<question>", "in quotes")
    .requiredOption("-i, --input <path...>", "capture folder, folder of images, or image files")
    .option("-m, --model <name>", "model behind OPENAI_BASE_URL, or `offline` for the built-in rules (default)")
    .option("--json", "the result as one JSON object on stdout")
    .option("--jsonl", "every event as a line of JSON on stdout")
    .option("--max-steps <n>", "cells that may run (default 30)", whole)
    .option("--timeout <seconds>", "for the whole run (default 1800)", positive)
    .option("-o, --out <folder>", "folder for trace and report (default spatialclaw-runs/…)")
    .addHelpText("after", EXAMPLES + EXIT_CODES)
    .action((question: string, flags: AskFlags) => done(askCommand(question, flags)));
  root
    .command("demo")
    .description("answer a question on the capture that comes with spatialclaw, without any model")
    .action(() => done(demoCommand()));
  root
    .command("repl")
    .description("write cells yourself, in the session an ask would have")
    .option("-i, --input <path...>", "as for ask; without it the session has no pictures")
    .option("--json", "one JSON object per line on stdin and stdout, see docs/repl.md")
    .option("--check-off", "run cells without the type check: for testing the seal")
    .option("--cell-timeout <seconds>", "for one cell (default 30 of computing, 600 in all)", positive)
    .option("--memory <MB>", "heap of the session (default 1024)", whole)
    .action((flags: ReplFlags) => done(replCommand(flags)));
  return root;
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError(`expected a number above 0.`);
  return value;
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value <= 0) throw new InvalidArgumentError("expected a whole number above 0.");
  return value;
}

async function main(argv: readonly string[]): Promise<number> {
  let work: Promise<number> | null = null;
  try {
    program((promise) => {
      work = promise;
    }).parse(["node", "spatialclaw", ...argv]);
    return (await work) ?? EXIT.answered;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0 || error.code === "commander.help")
        return error.exitCode === 0 ? EXIT.answered : EXIT.usage;
      process.stderr.write(
        `spatialclaw: ${error.message.replace(/^error: /, "").replace(/\s*\n\s*/g, " ")} (see spatialclaw --help)\n`,
      );
      return EXIT.usage;
    }
    return report(error);
  }
}

// stdout may be a pipe: leave by itself when it is drained, with the code set.
process.exitCode = await main(process.argv.slice(2));
