import { asyncBufferFromFile, type FileMetaData, parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { leanMetadata } from "./lean.ts";
import type { RawRow } from "./types.ts";
import { type RowGroup, Unpacked, type UnpackedRow } from "./unpacked.ts";

/** Rows that are held at a time. */
const STEP = 1000;

/**
 * Row groups one after another. Pictures are left out: they are read when a row is asked again, so that they never
 * sit in memory. Where only they say how many there are, each stands in its row as a mark.
 */
export async function* readParquet(file: string): AsyncGenerator<RawRow> {
  const buffer = await asyncBufferFromFile(file);
  const full = await parquetMetadataAsync(buffer);
  const { metadata, hidden } = leanMetadata(full);
  const groups = groupsOf(full);
  const pictures = new Unpacked(file, groups);
  for (const { start, end } of groups.flatMap(steps)) {
    const options = { file: buffer, metadata, rowStart: start, rowEnd: end, utf8: false, compressors };
    const rows = await parquetReadObjects(options);
    for (const column of hidden)
      for (const [i, row] of (await pictures.pieces(column, start, end)).entries()) rows[i]![column] = marks(row);
    for (const [i, values] of rows.entries()) yield { values, again: (column) => pictures.row(column, start + i) };
  }
}

const marks = (row: UnpackedRow): unknown => (Array.isArray(row) ? row.map((piece) => piece && true) : null);

function groupsOf({ row_groups }: FileMetaData): RowGroup[] {
  let end = 0;
  return row_groups.map(({ num_rows }) => {
    const start = end;
    end += Number(num_rows);
    return { start, end };
  });
}

function steps({ start, end }: RowGroup): RowGroup[] {
  return Array.from({ length: Math.ceil((end - start) / STEP) }, (_, i) => {
    const from = start + i * STEP;
    return { start: from, end: Math.min(from + STEP, end) };
  });
}
