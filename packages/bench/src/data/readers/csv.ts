import { createReadStream } from "node:fs";
import { parse } from "csv-parse";
import { inMemory, type RawRow } from "./types.ts";

/** The first line names the columns. All values are text; an empty one is null, as in tables of other kinds. */
export async function* readCsv(file: string): AsyncGenerator<RawRow> {
  const rows = createReadStream(file).pipe(
    parse({ columns: true, bom: true, relax_column_count: true, skip_empty_lines: true }),
  );
  for await (const row of rows as AsyncIterable<Record<string, string>>) {
    const cells = Object.entries(row).map(([name, text]) => [name, text === "" ? null : text]);
    yield inMemory(Object.fromEntries(cells));
  }
}
