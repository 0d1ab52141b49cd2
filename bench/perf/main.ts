import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { benchAgent } from "./agent.ts";
import { benchGeometry } from "./geometry.ts";
import { benchKernel } from "./kernel.ts";
import { benchPerception } from "./perception.ts";
import { benchReport } from "./report.ts";
import { benchRunner } from "./runner.ts";
import { formatRows, type Row } from "./table.ts";

/** Speed beside a peer in the same run, as ratios: `npm run bench:perf -- kernel`. */
const SUITES: Readonly<Record<string, () => Promise<Row[]>>> = {
  kernel: benchKernel,
  agent: benchAgent,
  geometry: benchGeometry,
  perception: benchPerception,
  runner: benchRunner,
  report: benchReport,
};

const { positionals, values } = parseArgs({ allowPositionals: true, options: { json: { type: "string" } } });
const [name] = positionals;
const suite = name === undefined ? undefined : SUITES[name];
if (suite) {
  const rows = await suite();
  process.stdout.write(`${formatRows(rows)}\n`);
  if (values.json) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
} else {
  process.stderr.write(
    `bench:perf: ${name === undefined ? "no suite was named" : `there is no suite ${name}`}; expected one of ${Object.keys(SUITES).join(", ")}\n`,
  );
  process.exitCode = 2;
}
