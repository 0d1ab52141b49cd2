import { parseArguments, UsageError } from "./arguments.ts";
import { runBench } from "./bench.ts";

try {
  process.exitCode = await runBench(parseArguments(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`bench:synth: ${error.message}\n`);
  process.exitCode = 2;
}
