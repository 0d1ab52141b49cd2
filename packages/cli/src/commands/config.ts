import { homedir } from "node:os";
import type { Command } from "commander";
import { configFiles } from "../config/files.ts";
import { addOptions, configJson, flagValues, resolveConfig, showConfig } from "../config/index.ts";
import { EXIT } from "../exit.ts";

interface ConfigFlags extends Readonly<Record<string, unknown>> {
  readonly origin?: boolean;
  readonly json?: boolean;
}

/** Adds `config show` and `config path`. */
export function configCommand(root: Command, done: (work: Promise<number>) => void): void {
  const config = root.command("config").description("what is configured, and where");
  addOptions(config.command("show").description("every option with its value; takes the flags of ask"))
    .option("--origin", "where each value comes from")
    .option("--json", "as one JSON object, origins included")
    .action((flags: ConfigFlags) => done(show(flags)));
  config
    .command("path")
    .description("the configuration files that are looked at")
    .action(() => done(paths()));
}

/** Takes the flags of `ask`, so that their effect can be seen. */
async function show(flags: ConfigFlags): Promise<number> {
  const config = resolveConfig({ flags: flagValues(flags) });
  const text = flags.json ? `${JSON.stringify(configJson(config))}\n` : showConfig(config, { origin: !!flags.origin });
  process.stdout.write(text);
  return EXIT.answered;
}

/** The stronger file first. */
async function paths(): Promise<number> {
  const files = configFiles({ env: process.env, cwd: process.cwd(), home: homedir() });
  for (const { path, role, content } of files)
    process.stdout.write(`${path} (${role} file, ${content === null ? "not there" : "read"})\n`);
  return EXIT.answered;
}
