import { type FileMetaData, parquetSchema, type SchemaTree } from "hyparquet";

/** Lists of byte strings below this size stay in the table: they may be words that nothing marks as text. */
const LARGE = 16 << 20;

export interface Lean {
  /** The file's description without the byte strings of pictures. */
  readonly metadata: FileMetaData;
  /** Columns that are left out whole, although the rows need to know how many byte strings they have. */
  readonly hidden: readonly string[];
}

/**
 * A description of the file under which reading touches no picture: `bytes` beside `path` is left out of its struct,
 * and a large list of nothing but byte strings is left out whole.
 */
export function leanMetadata(metadata: FileMetaData): Lean {
  const root = parquetSchema(metadata);
  const out = new Set<string>();
  const hidden: string[] = [];
  const visit = (tree: SchemaTree): void => {
    const raw = tree.children.filter(isBytes);
    if (raw.length > 0 && raw.length < tree.children.length) for (const child of raw) out.add(keyOf(child.path));
    for (const child of tree.children) visit(child);
  };
  for (const column of root.children) {
    if (isListOfBytes(column) && sizeOf(metadata, column) > LARGE) {
      hidden.push(column.element.name);
      out.add(keyOf(column.path));
    } else visit(column);
  }
  if (out.size === 0) return { metadata, hidden };
  const schema = flatten(root, out);
  const kept = (path: readonly string[]): boolean => !path.some((_, i) => out.has(keyOf(path.slice(0, i + 1))));
  const row_groups = metadata.row_groups.map((group) => ({
    ...group,
    columns: group.columns.filter(({ meta_data }) => kept(meta_data?.path_in_schema ?? [])),
  }));
  return { metadata: { ...metadata, schema, row_groups }, hidden };
}

function flatten({ element, children }: SchemaTree, out: ReadonlySet<string>): FileMetaData["schema"] {
  const kept = children.filter((child) => !out.has(keyOf(child.path)));
  const own = children.length > 0 ? { ...element, num_children: kept.length } : element;
  return [own, ...kept.flatMap((child) => flatten(child, out))];
}

const keyOf = (path: readonly string[]): string => path.join("\0");

const isBytes = ({ element }: SchemaTree): boolean =>
  element.type === "BYTE_ARRAY" && element.converted_type === undefined && element.logical_type === undefined;

function isListOfBytes(column: SchemaTree): boolean {
  let leaf = column;
  while (leaf.children.length === 1) leaf = leaf.children[0] as SchemaTree;
  return leaf !== column && leaf.children.length === 0 && isBytes(leaf);
}

const sizeOf = ({ row_groups }: FileMetaData, { element }: SchemaTree): number =>
  row_groups
    .flatMap((group) => group.columns)
    .filter(({ meta_data }) => meta_data?.path_in_schema[0] === element.name)
    .reduce((sum, { meta_data }) => sum + Number(meta_data?.total_uncompressed_size ?? 0), 0);
