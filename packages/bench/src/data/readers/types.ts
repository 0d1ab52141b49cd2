/** A row of a table, or the line that says why it could not be read. */
export type RawRow =
  | {
      readonly values: Readonly<Record<string, unknown>>;
      /** The column's value read again: bytes need not stay in memory until they are wanted. */
      readonly again: (column: string) => Promise<unknown>;
    }
  | { readonly broken: string };

/**
 * Reads a file row by row, in order, without holding it. Throws where nothing more can be read; what is wrong with
 * one row only is a broken row.
 */
export type Reader = (file: string) => AsyncIterable<RawRow>;

/** A row whose values are in memory anyway. */
export const inMemory = (values: Readonly<Record<string, unknown>>): RawRow => ({
  values,
  again: async (column) => values[column],
});
