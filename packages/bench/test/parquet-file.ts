import { writeFile } from "node:fs/promises";
import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer";

type Schema = NonNullable<Parameters<typeof parquetWriteBuffer>[0]["schema"]>;

const text = (name: string): Schema[number] => ({
  name,
  type: "BYTE_ARRAY",
  converted_type: "UTF8",
  repetition_type: "OPTIONAL",
});
const bytes = (name: string): Schema[number] => ({ name, type: "BYTE_ARRAY", repetition_type: "OPTIONAL" });
const list = (name: string, ...element: Schema): Schema => [
  { name, converted_type: "LIST", num_children: 1, repetition_type: "OPTIONAL" },
  { name: "list", num_children: 1, repetition_type: "REPEATED" },
  ...element,
];
const picture = (name: string): Schema => [
  { name, num_children: 2, repetition_type: "OPTIONAL" },
  bytes("bytes"),
  text("path"),
];

/** What the columns of published tables look like. */
export const COLUMNS = {
  text: (name: string): Schema => [text(name)],
  int: (name: string): Schema => [{ name, type: "INT64", repetition_type: "OPTIONAL" }],
  double: (name: string): Schema => [{ name, type: "DOUBLE", repetition_type: "OPTIONAL" }],
  texts: (name: string): Schema => list(name, text("element")),
  ints: (name: string): Schema => list(name, { name: "element", type: "INT64", repetition_type: "OPTIONAL" }),
  bytesList: (name: string): Schema => list(name, bytes("element")),
  picture,
  pictures: (name: string): Schema => list(name, ...picture("element")),
};

export interface Column {
  readonly name: string;
  readonly kind: keyof typeof COLUMNS;
  readonly data: unknown[];
}

/** A parquet file with the columns, in row groups of the given size. */
export async function writeParquet(file: string, columns: readonly Column[], rowGroupSize = 1000): Promise<void> {
  const schema: Schema = [
    { name: "root", num_children: columns.length },
    ...columns.flatMap(({ name, kind }) => COLUMNS[kind](name)),
  ];
  const columnData = columns.map(({ name, data }) => ({ name, data })) as ColumnSource[];
  await writeFile(file, Buffer.from(parquetWriteBuffer({ columnData, schema, rowGroupSize, codec: "SNAPPY" })));
}
