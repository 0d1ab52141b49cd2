import { BENCHMARKS, openBenchmark } from "@spatialclaw/bench";
import { EXIT } from "../../exit.ts";

/** One line a benchmark on stdout. */
export async function list({ json }: { readonly json?: boolean }): Promise<number> {
  const cards = [];
  for (const name of ["synth", ...BENCHMARKS]) cards.push((await openBenchmark(name)).card);
  if (json) {
    process.stdout.write(`${JSON.stringify({ benchmarks: cards })}\n`);
    return EXIT.answered;
  }
  const rows = cards.map(({ benchmark, category, dataset, title }) => {
    const { samples } = dataset;
    return [benchmark, category, samples === null ? "" : String(samples), title, dataset.id];
  });
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  for (const row of rows) {
    const cells = row.map((text, i) => (i === 2 ? text.padStart(widths[2] ?? 0) : text.padEnd(widths[i] ?? 0)));
    process.stdout.write(`${cells.join("  ").trimEnd()}\n`);
  }
  return EXIT.answered;
}
