// A binary max-heap of (key, id) pairs over two arrays of the caller: the k smallest seen so far, largest on top.

/** Adds a pair to a heap of `size` pairs. */
export function heapPush(keys: Float64Array, ids: Int32Array, size: number, key: number, id: number): void {
  let i = size;
  while (i > 0) {
    const parent = (i - 1) >> 1;
    if (keys[parent]! >= key) break;
    keys[i] = keys[parent]!;
    ids[i] = ids[parent]!;
    i = parent;
  }
  keys[i] = key;
  ids[i] = id;
}

/** Puts a pair in the place of the largest one. */
export function heapReplaceTop(keys: Float64Array, ids: Int32Array, size: number, key: number, id: number): void {
  let i = 0;
  for (let child = 1; child < size; child = 2 * i + 1) {
    if (child + 1 < size && keys[child + 1]! > keys[child]!) child++;
    if (keys[child]! <= key) break;
    keys[i] = keys[child]!;
    ids[i] = ids[child]!;
    i = child;
  }
  keys[i] = key;
  ids[i] = id;
}

/** Turns the heap into an ascending list. */
export function heapSort(keys: Float64Array, ids: Int32Array, size: number): void {
  for (let end = size - 1; end > 0; end--) {
    const key = keys[end]!;
    const id = ids[end]!;
    keys[end] = keys[0]!;
    ids[end] = ids[0]!;
    heapReplaceTop(keys, ids, end, key, id);
  }
}
