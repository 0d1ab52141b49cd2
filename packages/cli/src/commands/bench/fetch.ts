import { type FetchedData, fetchData, openBenchmark } from "@spatialclaw/bench";
import { EXIT } from "../../exit.ts";
import { askerOn } from "../../model-store/ask-yes.ts";
import { megabytes } from "../../model-store/describe.ts";
import { progressLine } from "../../terminal/progress.ts";
import { onInterrupt } from "../interrupt.ts";
import { describeVerified, isWhole, type VerifiedData, verifiedJson, verifyData } from "./verify.ts";

interface FetchFlags {
  readonly data?: string;
  readonly acceptLicence?: readonly string[];
  readonly dropArchives?: boolean;
  readonly json?: boolean;
}

/** What came and what is missing on stdout, terms and everything else on stderr; exit code 4 when something is missing. */
export async function fetchCommand(names: readonly string[], flags: FetchFlags): Promise<number> {
  const { data = "data", acceptLicence = [], dropArchives = false, json = false } = flags;
  const progress = progressLine(process.stderr);
  const interrupt = onInterrupt();
  const ask = askerOn(process.stdin, process.stderr);
  const done: { readonly fetched: FetchedData; readonly verified: VerifiedData }[] = [];
  try {
    for (const name of new Set(names)) {
      const benchmark = await openBenchmark(name);
      const fetched = await fetchData(benchmark, {
        data,
        accepted: acceptLicence,
        dropArchives,
        ...(ask ? { ask } : {}),
        report: progress.report,
        signal: interrupt.signal,
        notice(line) {
          progress.clear();
          process.stderr.write(`spatialclaw: ${line}\n`);
        },
      });
      progress.clear();
      const verified = await verifyData(benchmark, data);
      done.push({ fetched, verified });
      if (!json)
        process.stdout.write(`${[describe(verified.name, fetched), ...describeVerified(verified)].join("\n")}\n`);
    }
  } catch (error) {
    progress.clear();
    if (interrupt.signal.aborted) return EXIT.interrupted;
    throw error;
  } finally {
    interrupt.stop();
  }
  if (json)
    process.stdout.write(
      `${JSON.stringify({ benchmarks: done.map(({ fetched, verified }) => ({ ...fetched, ...verifiedJson(verified) })) })}\n`,
    );
  return done.every(({ verified }) => isWhole(verified)) ? EXIT.answered : EXIT.environment;
}

function describe(name: string, { all, fetched, bytes }: FetchedData): string {
  const came = fetched === 0 ? "all there already" : `${fetched} fetched (${megabytes(bytes)})`;
  return `${name}: ${all} ${all === 1 ? "file" : "files"} and archives, ${came}`;
}
