import { CAPTURE_FORMATS, type CaptureFormatName, convertCapture, InputError, openInput } from "@spatialclaw/media";
import type { Command } from "commander";
import { EXIT } from "../exit.ts";
import { progressLine } from "../terminal/progress.ts";
import { onInterrupt } from "./interrupt.ts";

interface ConvertFlags {
  readonly to: string;
}

const EXAMPLES = `
Examples:
  spatialclaw capture convert rgbd_dataset_freiburg1_desk desk --to nerfstudio
  spatialclaw capture convert test/fixtures/room room-tum --to tum
`;

export function captureCommand(root: Command, done: (work: Promise<number>) => void): void {
  root
    .command("capture")
    .description("work on captures: pictures with depth, poses and masks")
    .command("convert")
    .description("write a capture in another format; docs/captures.md describes them")
    .argument("<in>", "capture folder")
    .argument("<out>", "folder that does not exist yet")
    .requiredOption("--to <format>", CAPTURE_FORMATS.join(", "))
    .addHelpText("after", EXAMPLES)
    .action((from: string, to: string, flags: ConvertFlags) => done(convert(from, to, flags)));
}

/** The path that was written on stdout, what the format cannot hold on stderr. */
async function convert(from: string, to: string, flags: ConvertFlags): Promise<number> {
  const format = CAPTURE_FORMATS.find((name) => name === flags.to);
  if (!format)
    throw new InputError(`--to is ${JSON.stringify(flags.to)}, expected one of ${CAPTURE_FORMATS.join(", ")}`);
  const progress = progressLine(process.stderr);
  const interrupt = onInterrupt();
  try {
    const lines = await converted(from, to, format, { onProgress: progress.report, signal: interrupt.signal });
    progress.clear();
    for (const line of lines) process.stderr.write(`spatialclaw: ${line}\n`);
    process.stdout.write(`${to}\n`);
    return EXIT.answered;
  } catch (error) {
    progress.clear();
    if (interrupt.signal.aborted) return EXIT.interrupted;
    throw error;
  } finally {
    interrupt.stop();
  }
}

async function converted(
  from: string,
  to: string,
  format: CaptureFormatName,
  options: NonNullable<Parameters<typeof convertCapture>[3]>,
): Promise<readonly string[]> {
  const input = await openInput([from], options);
  return [...(input.warnings ?? []), ...(await convertCapture(input, to, format, options))];
}
