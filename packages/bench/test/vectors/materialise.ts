import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Card } from "../../src/benchmark/card.ts";
import { Dataset } from "../../src/data/dataset.ts";
import { inMemory, type Reader } from "../../src/data/readers/types.ts";
import type { Fields, LoadCase } from "./read.ts";

/** In these columns of the vectors the text "nan" stands for NaN. */
const NAN_COLUMNS = new Set(["video_length", "video_4", "others"]);

/**
 * A vector's data set on disk. JSON, JSON lines and CSV are written and read for real; the rows of parquet files,
 * whose columns mix kinds as no such file can, are handed to the loader in place of its reader.
 */
export async function materialise(card: Card, { files, existing }: LoadCase): Promise<Dataset> {
  const root = await mkdtemp(path.join(os.tmpdir(), "spatialclaw-vectors-"));
  const tables = new Map<string, Fields[]>();
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(root, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, textOf(name, content));
    if (name.endsWith(".parquet")) tables.set(file, (content as Fields[]).map(withNaN));
  }
  for (const name of existing) {
    const target = path.join(root, name);
    await mkdir(name.endsWith("/") ? target : path.dirname(target), { recursive: true });
    if (!name.endsWith("/")) await writeFile(target, "");
  }
  const readTable: Reader = async function* (file) {
    for (const row of tables.get(file) ?? []) yield inMemory(row);
  };
  return new Dataset(card, root, { readers: { ".parquet": readTable } });
}

function textOf(name: string, content: unknown): string {
  if (name.endsWith(".parquet")) return "";
  if (name.endsWith(".csv")) return csv(content as Fields[]);
  return typeof content === "string" ? content : JSON.stringify(content);
}

function csv(rows: readonly Fields[]): string {
  const names = Object.keys(rows[0] ?? { cate: "" });
  const cell = (value: unknown): string => `"${String(value ?? "").replaceAll('"', '""')}"`;
  const lines = rows.map((row) => names.map((name) => cell(withNaN(row)[name])).join(","));
  return `${[names.join(","), ...lines].join("\n")}\n`;
}

const withNaN = (row: Fields): Fields =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, NAN_COLUMNS.has(name) && value === "nan" ? Number.NaN : value]),
  );
