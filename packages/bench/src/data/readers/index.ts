import { readCsv } from "./csv.ts";
import { readJson, readJsonLines } from "./json.ts";
import { readParquet } from "./parquet.ts";
import { readTfRecord } from "./tfrecord.ts";
import type { Reader } from "./types.ts";

/** By the ending of a file's name. */
export const READERS: Readonly<Record<string, Reader>> = {
  ".csv": readCsv,
  ".json": readJson,
  ".jsonl": readJsonLines,
  ".parquet": readParquet,
  ".tfrecord": readTfRecord,
};
