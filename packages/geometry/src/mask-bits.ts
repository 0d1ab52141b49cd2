// Bit sets in bytes, least significant bit first.

export function countBits(bits: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < bits.length; i++) {
    // Sums of neighbouring bits, pairs, then nibbles, side by side in one byte.
    let b = bits[i]!;
    b -= (b >> 1) & 0x55;
    b = (b & 0x33) + ((b >> 2) & 0x33);
    count += (b + (b >> 4)) & 0x0f;
  }
  return count;
}

/** Positions of the bits set, ascending; `count` is how many there are. */
export function setIndices(bits: Uint8Array, count: number): Uint32Array {
  const out = new Uint32Array(count);
  for (let byte = 0, end = 0; byte < bits.length; byte++)
    for (let rest = bits[byte]!, i = byte * 8; rest !== 0; rest >>= 1, i++) if (rest & 1) out[end++] = i;
  return out;
}

/** The bits that are not set, of the first `count`. */
export function flipBits(bits: Uint8Array, count: number): Uint8Array {
  const out = new Uint8Array(bits.length);
  for (let i = 0; i < bits.length; i++) out[i] = ~bits[i]!;
  const used = count & 7;
  if (used !== 0) out[bits.length - 1]! &= (1 << used) - 1;
  return out;
}

/** Sets the bits start..end - 1. */
export function setRange(bits: Uint8Array, start: number, end: number): void {
  for (let i = start; i < end; i++) bits[i >> 3]! |= 1 << (i & 7);
}
