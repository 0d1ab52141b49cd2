import type { Command } from "commander";
import { addOptions, flagValues } from "../config/index.ts";
import { examine } from "../doctor/examine.ts";
import { describeCheck, describeSum } from "../doctor/print.ts";
import type { Check } from "../doctor/types.ts";
import { EXIT } from "../exit.ts";
import { painter, wantsColor } from "../terminal/color.ts";

interface DoctorFlags extends Readonly<Record<string, unknown>> {
  readonly json?: boolean;
}

export function doctorCommand(root: Command, done: (work: Promise<number>) => void): void {
  addOptions(root.command("doctor").description("examine this machine and the endpoint; takes the flags of ask"))
    .option("--json", "as one JSON object")
    .action((flags: DoctorFlags) => done(doctor(flags)));
}

/** Examines this machine and the configuration that `ask` would have. */
async function doctor(flags: DoctorFlags): Promise<number> {
  const paint = painter(wantsColor(process.stdout));
  const checks: Check[] = [];
  for await (const check of examine({ flags: flagValues(flags) })) {
    checks.push(check);
    if (!flags.json) process.stdout.write(`${describeCheck(check, paint)}\n`);
  }
  process.stdout.write(flags.json ? `${JSON.stringify({ checks })}\n` : `\n${describeSum(checks)}\n`);
  return checks.some(({ status }) => status === "fail") ? EXIT.environment : EXIT.answered;
}
