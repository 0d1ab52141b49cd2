/** Where the pictures of a grid go. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  /** Widest and highest that a picture may be in each row, without its caption. */
  readonly cell: number;
  readonly rows: readonly number[];
  readonly gap: number;
  readonly caption: number;
}

type Size = { readonly width: number; readonly height: number };

const GAP = 6;
const CAPTION = 22;
const WIDEST = 1600;
const TALLEST = 2400;
const LEAST = 48;

/** Cells as wide as the widest picture and rows as high as they need, as far as the sheet has room. */
export function sheetOf(pictures: readonly Size[], columns: number): Sheet {
  const widest = Math.max(...pictures.map(({ width }) => width));
  const cell = Math.max(LEAST, Math.min(widest, Math.floor((WIDEST - GAP) / columns) - GAP));
  const count = Math.ceil(pictures.length / columns);
  const needed = Array.from({ length: count }, (_, row) => {
    const inRow = pictures.slice(row * columns, (row + 1) * columns);
    return Math.min(1.5 * cell, Math.max(...inRow.map(({ width, height }) => (height * cell) / width)));
  });
  const room = TALLEST - GAP - count * (CAPTION + GAP);
  const share = Math.min(1, room / needed.reduce((sum, high) => sum + high, 0));
  const rows = needed.map((high) => Math.max(LEAST, Math.floor(high * share)));
  return {
    width: columns * (cell + GAP) + GAP,
    height: rows.reduce((sum, high) => sum + high + CAPTION + GAP, GAP),
    columns,
    cell,
    rows,
    gap: GAP,
    caption: CAPTION,
  };
}
