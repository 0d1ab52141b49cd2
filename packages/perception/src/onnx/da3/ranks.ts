import { bitsOf, orderedBits } from "./ordered-bits.ts";

/** 33 bits in three digits: tables of 2048 counts stay in the nearest cache. */
const DIGIT = 11;
const DIGITS = 2 ** DIGIT;
/** Turned round, numbers below zero come before the others digit by digit, too. */
const SIGN = 1 << 31;

/**
 * Confidence as a rank in [0, 1): for each pixel the share of all pixels of all views that are surely less certain.
 * Equal values have equal ranks. Linear in the number of pixels: they are sorted digit by digit of their bits.
 */
export function ranks(confidence: Float32Array): Float32Array {
  const count = confidence.length;
  const keys = bitsOf(confidence).map((bits) => orderedBits(bits) ^ SIGN);
  let order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  let next = new Uint32Array(count);
  for (let shift = 0; shift < 32; shift += DIGIT) {
    if (sortByDigit(keys, order, shift, next)) [order, next] = [next, order];
  }
  const out = new Float32Array(count);
  let rank = 0;
  for (let k = 0, before = 0; k < count; k++) {
    const i = order[k]!;
    const key = keys[i]!;
    if (k > 0 && key !== before) rank = k / count;
    before = key;
    out[i] = rank;
  }
  return out;
}

/** One stable pass. @returns false where all have the same digit: nothing was done. */
function sortByDigit(keys: Int32Array, order: Uint32Array, shift: number, out: Uint32Array): boolean {
  const ends = new Uint32Array(DIGITS + 1);
  for (let i = 0; i < keys.length; i++) ends[((keys[i]! >>> shift) & (DIGITS - 1)) + 1]!++;
  if (ends.includes(keys.length)) return false;
  for (let d = 0; d < DIGITS; d++) ends[d + 1]! += ends[d]!;
  for (let k = 0; k < order.length; k++) {
    const i = order[k]!;
    out[ends[(keys[i]! >>> shift) & (DIGITS - 1)]!++] = i;
  }
  return true;
}
