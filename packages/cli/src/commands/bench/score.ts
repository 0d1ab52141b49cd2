import { scoreFile } from "@spatialclaw/bench";
import { renderTable } from "@spatialclaw/report";
import { EXIT } from "../../exit.ts";
import { protocolIn } from "./flags.ts";

interface ScoreFlags {
  readonly data?: string;
  readonly protocol?: string;
  readonly predictedOnly?: boolean;
  readonly json?: boolean;
}

/** The table on stdout, as Markdown or JSON. */
export async function score(name: string, file: string, flags: ScoreFlags): Promise<number> {
  const table = await scoreFile(name, file, {
    data: flags.data ?? "data",
    protocol: protocolIn(flags.protocol) ?? "robust",
    answeredOnly: flags.predictedOnly ?? false,
  });
  process.stdout.write(flags.json ? `${JSON.stringify(table)}\n` : renderTable(table));
  return EXIT.answered;
}
