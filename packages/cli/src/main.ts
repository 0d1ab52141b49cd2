import { Command } from "commander";
import { askCommand } from "./commands/ask.ts";
import { benchCommand } from "./commands/bench.ts";
import { captureCommand } from "./commands/capture.ts";
import { configCommand } from "./commands/config.ts";
import { demoCommand } from "./commands/demo.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { mcpCommand } from "./commands/mcp.ts";
import { modelsCommand } from "./commands/models.ts";
import { replCommand } from "./commands/repl.ts";
import { reportCommand } from "./commands/report.ts";
import { viewCommand } from "./commands/view.ts";
import { EXIT, report } from "./exit.ts";
import { VERSION } from "./version.ts";

const COMMANDS = [
  askCommand,
  demoCommand,
  replCommand,
  reportCommand,
  viewCommand,
  captureCommand,
  benchCommand,
  modelsCommand,
  mcpCommand,
  configCommand,
  doctorCommand,
];

function program(done: (work: Promise<number>) => void): Command {
  const root = new Command("spatialclaw")
    .description("Answers questions about space from pictures and RGB-D captures.")
    .version(VERSION)
    .exitOverride()
    .configureOutput({ outputError: () => {} })
    .showHelpAfterError(false);
  for (const command of COMMANDS) command(root, done);
  return root;
}

async function main(argv: readonly string[]): Promise<number> {
  let work: Promise<number> | null = null;
  try {
    program((promise) => {
      work = promise;
    }).parse(["node", "spatialclaw", ...argv]);
    return (await work) ?? EXIT.answered;
  } catch (error) {
    return report(error);
  }
}

// stdout may be a pipe: leave by itself when it is drained, with the code set.
process.exitCode = await main(process.argv.slice(2));
