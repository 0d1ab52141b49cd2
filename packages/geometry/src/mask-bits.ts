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

/** One byte (0 or 1) per bit. */
export function unpackBits(bits: Uint8Array, count: number): Uint8Array {
  const out = new Uint8Array(count);
  for (let i = 0; i < count; i++) out[i] = (bits[i >> 3]! >> (i & 7)) & 1;
  return out;
}

/** One bit per byte that is not 0. */
export function packBits(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.ceil(bytes.length / 8));
  for (let i = 0; i < bytes.length; i++) if (bytes[i] !== 0) out[i >> 3]! |= 1 << (i & 7);
  return out;
}

/** Sets the bits start..end - 1. */
export function setRange(bits: Uint8Array, start: number, end: number): void {
  for (let i = start; i < end; i++) bits[i >> 3]! |= 1 << (i & 7);
}
