/** MT19937 as CPython's `random.Random(seed)` sets it up, for seeds of up to 32 bits. */
class MersenneTwister {
  readonly #state = new Uint32Array(624);
  #next = 624;

  constructor(seed: number) {
    const state = this.#state;
    const at = (i: number): number => state[i] as number;
    const mixed = (i: number, factor: number): number => at(i) ^ Math.imul(at(i - 1) ^ (at(i - 1) >>> 30), factor);
    state[0] = 19650218;
    for (let k = 1; k < 624; k++) state[k] = Math.imul(1812433253, at(k - 1) ^ (at(k - 1) >>> 30)) + k;
    let i = 1;
    const advance = (value: number): void => {
      state[i++] = value;
      if (i < 624) return;
      state[0] = at(623);
      i = 1;
    };
    // The key of init_by_array is one word long: its index stays 0.
    for (let k = 0; k < 624; k++) advance(mixed(i, 1664525) + seed);
    for (let k = 0; k < 623; k++) advance(mixed(i, 1566083941) - i);
    state[0] = 0x80000000;
  }

  /** The top `count` bits of the next word. */
  bits(count: number): number {
    if (this.#next === 624) this.#refill();
    let word = this.#state[this.#next++] as number;
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return ((word ^ (word >>> 18)) >>> 0) >>> (32 - count);
  }

  #refill(): void {
    const state = this.#state;
    for (let k = 0; k < 624; k++) {
      const pair = ((state[k] as number) & 0x80000000) | ((state[(k + 1) % 624] as number) & 0x7fffffff);
      state[k] = (state[(k + 397) % 624] as number) ^ (pair >>> 1) ^ (pair & 1 ? 0x9908b0df : 0);
    }
    this.#next = 0;
  }
}

/** The order into which `random.Random(seed).shuffle` brings 0 … count-1: published subsets are drawn this way. */
export function shuffled(count: number, seed = 42): number[] {
  const twister = new MersenneTwister(seed);
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const bits = 32 - Math.clz32(i + 1);
    let j = twister.bits(bits);
    while (j > i) j = twister.bits(bits);
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  return order;
}
