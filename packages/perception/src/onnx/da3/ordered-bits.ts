/** Bits of a float32 as a 32-bit whole number that grows with the float. */
export function orderedBits(bits: number): number {
  return bits ^ ((bits >> 31) >>> 1);
}

/** The bits of floats, as they lie in memory. */
export function bitsOf(values: Float32Array): Int32Array {
  return new Int32Array(values.buffer, values.byteOffset, values.length);
}
