/** Stands for pairs that may not be: dearer than all others together. */
const FORBIDDEN = 1e6;

/**
 * The pairs of rows and columns whose costs (0..1) are least in sum, by shortest augmenting paths; Infinity: the two do
 * not go together. As many pairs as possible are made. @returns for each row its column, or -1.
 */
export function assign(costs: readonly (readonly number[])[]): number[] {
  const rows = costs.length;
  const columns = costs[0]?.length ?? 0;
  if (columns === 0) return costs.map(() => -1);
  if (rows > columns)
    return turned(assign(columns === 0 ? [] : costs[0]!.map((_, j) => costs.map((row) => row[j]!))), rows);
  const costAt = (i: number, j: number) => Math.min(FORBIDDEN, costs[i - 1]![j - 1]!);
  // Potentials of rows and columns, counted from 1; column 0 stands for the row that is being placed.
  const u = new Float64Array(rows + 1);
  const v = new Float64Array(columns + 1);
  const rowOf = new Int32Array(columns + 1);
  const from = new Int32Array(columns + 1);
  for (let i = 1; i <= rows; i++) {
    rowOf[0] = i;
    const least = new Float64Array(columns + 1).fill(Infinity);
    const used = new Uint8Array(columns + 1);
    let column = 0;
    do {
      used[column] = 1;
      const row = rowOf[column]!;
      let [delta, next] = [Infinity, 0];
      for (let j = 1; j <= columns; j++) {
        if (used[j]) continue;
        const reduced = costAt(row, j) - u[row]! - v[j]!;
        if (reduced < least[j]!) {
          least[j] = reduced;
          from[j] = column;
        }
        if (least[j]! < delta) [delta, next] = [least[j]!, j];
      }
      for (let j = 0; j <= columns; j++) {
        if (used[j]) {
          u[rowOf[j]!]! += delta;
          v[j]! -= delta;
        } else least[j]! -= delta;
      }
      column = next;
    } while (rowOf[column] !== 0);
    while (column !== 0) {
      rowOf[column] = rowOf[from[column]!]!;
      column = from[column]!;
    }
  }
  const found = new Array<number>(rows).fill(-1);
  for (let j = 1; j <= columns; j++) {
    const i = rowOf[j]!;
    if (i > 0 && costs[i - 1]![j - 1]! < FORBIDDEN) found[i - 1] = j - 1;
  }
  return found;
}

/** Columns of rows instead of rows of columns. */
function turned(rowOf: readonly number[], rows: number): number[] {
  const found = new Array<number>(rows).fill(-1);
  for (const [column, row] of rowOf.entries()) if (row >= 0) found[row] = column;
  return found;
}
