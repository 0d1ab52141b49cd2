/** Uniform numbers in [0, 1), the same ones for the same seed. Good for sampling, not for secrets. */
export function seededRandom(seed: number): () => number {
  let state = Math.imul(seed | 0, 0x9e3779b1) ^ 0x2545f491;
  return () => {
    // A Weyl sequence through a 32-bit finaliser: every state is visited once.
    state = (state + 0x6d2b79f5) | 0;
    let h = state ^ (state >>> 16);
    h = Math.imul(h, 0x21f0aaad);
    h ^= h >>> 15;
    h = Math.imul(h, 0x735a2d97);
    h ^= h >>> 15;
    return (h >>> 0) / 2 ** 32;
  };
}

/** Indices of n of `total` things without replacement, ascending; all of them when n >= total. */
export function sampleIndices(total: number, n: number, random: () => number): Uint32Array {
  const count = Math.min(n, total);
  const out = new Uint32Array(count);
  // Selection sampling: each item is taken with the chance (still wanted) / (still to come).
  for (let i = 0, taken = 0; taken < count; i++) if (random() * (total - i) < count - taken) out[taken++] = i;
  return out;
}
