/** Below this many keys sorting by insertion beats another partition. */
const SMALL = 24;
const LARGE = 600;

/**
 * Quickselect in place: afterwards keys[k] is what sorting keys[left..right] would put there, nothing before it is
 * larger, nothing after it smaller. `ids` are moved along. No NaN among the keys.
 */
export function select(
  keys: Float64Array,
  k: number,
  left = 0,
  right = keys.length - 1,
  ids: Uint32Array | null = null,
): void {
  while (right - left > SMALL) {
    const pivot = choosePivot(keys, left, right);
    let i = left;
    let j = right;
    while (i <= j) {
      while (keys[i]! < pivot) i++;
      while (keys[j]! > pivot) j--;
      if (i <= j) swap(keys, ids, i++, j--);
    }
    // Now keys[left..j] <= pivot <= keys[i..right], and what lies between j and i equals the pivot.
    if (k <= j) right = j;
    else if (k >= i) left = i;
    else return;
  }
  insertionSort(keys, left, right, ids);
}

/** Quantile 0 <= q <= 1 with linear interpolation between the two nearest ranks. Reorders the keys. */
export function quantileInPlace(keys: Float64Array, q: number): number {
  const rank = q * (keys.length - 1);
  const low = Math.floor(rank);
  select(keys, low);
  const value = keys[low]!;
  if (rank === low) return value;
  let next = Infinity;
  for (let i = low + 1; i < keys.length; i++) next = Math.min(next, keys[i]!);
  // Equal ones may be infinite, and their difference NaN.
  return next === value ? value : value + (next - value) * (rank - low);
}

/** A middling key: of three, of nine in large ranges. */
function choosePivot(keys: Float64Array, left: number, right: number): number {
  const step = (right - left) >> 3;
  const middle = (left + right) >>> 1;
  if (right - left < LARGE) return median3(keys[left]!, keys[middle]!, keys[right]!);
  return median3(
    median3(keys[left]!, keys[left + step]!, keys[left + 2 * step]!),
    median3(keys[middle - step]!, keys[middle]!, keys[middle + step]!),
    median3(keys[right - 2 * step]!, keys[right - step]!, keys[right]!),
  );
}

function median3(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

function swap(keys: Float64Array, ids: Uint32Array | null, i: number, j: number): void {
  const key = keys[i]!;
  keys[i] = keys[j]!;
  keys[j] = key;
  if (ids === null) return;
  const id = ids[i]!;
  ids[i] = ids[j]!;
  ids[j] = id;
}

function insertionSort(keys: Float64Array, left: number, right: number, ids: Uint32Array | null): void {
  for (let i = left + 1; i <= right; i++)
    for (let j = i; j > left && keys[j - 1]! > keys[j]!; j--) swap(keys, ids, j - 1, j);
}
