import { HalfFloats } from "./ort.ts";

/** Bit patterns of half floats. */
export function toHalf(values: Float32Array): Uint16Array {
  const half = new HalfFloats(values);
  return new Uint16Array(half.buffer, 0, half.length);
}

export function fromHalf(bits: Uint16Array): Float32Array {
  return Float32Array.from(new HalfFloats(bits.buffer as ArrayBuffer, bits.byteOffset, bits.length));
}
