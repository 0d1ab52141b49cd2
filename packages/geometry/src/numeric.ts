// Small numeric helpers under NumPy's names, with its rules.

/** Most numbers one call may make. */
const MAX_LENGTH = 2 ** 26;

/** n numbers from start to stop, both included. */
export function linspace(start: number, stop: number, n: number): number[] {
  if (!Number.isInteger(n) || n < 0 || n > MAX_LENGTH)
    throw new RangeError(`np.linspace: n is ${n}, expected a whole number from 0 to ${MAX_LENGTH}`);
  const step = (stop - start) / (n - 1);
  return Array.from({ length: n }, (_, i) => (i > 0 && i === n - 1 ? stop : start + (i && i * step)));
}

/** start, start + step, ... up to stop, stop excluded. */
export function arange(start: number, stop: number, step = 1): number[] {
  const n = Math.max(0, Math.ceil((stop - start) / step));
  if (!(n <= MAX_LENGTH) || step === 0)
    throw new RangeError(
      `np.arange: from ${start} to ${stop} in steps of ${step} is not a list of at most ${MAX_LENGTH} numbers`,
    );
  return Array.from({ length: n }, (_, i) => start + i * step);
}

/** Sign of the divisor, as in Python: mod(-73, 360) is 287. NaN when n is 0. */
export function mod(a: number, n: number): number {
  const rest = a % n;
  if (rest === 0) return 0;
  return rest < 0 === n < 0 ? rest : rest + n;
}

/** x kept within lo..hi. */
export function clip(x: number, lo: number, hi: number): number {
  return Math.min(Math.max(x, lo), hi);
}

/** To `digits` decimals; halves go to the even neighbour, as in NumPy: round(2.5) is 2. */
export function round(x: number, digits = 0): number {
  const factor = 10 ** Math.abs(digits);
  const scaled = digits < 0 ? x / factor : x * factor;
  // From 2^52 on every double is whole already (and the product may have overflowed).
  if (!(Math.abs(scaled) < 2 ** 52)) return x;
  const whole = roundHalfEven(scaled);
  return digits < 0 ? whole * factor : whole / factor;
}

export function degrees(rad: number): number {
  return rad * (180 / Math.PI);
}

export function radians(deg: number): number {
  return deg * (Math.PI / 180);
}

function roundHalfEven(x: number): number {
  const below = Math.floor(x);
  const rest = x - below;
  if (rest !== 0.5) return rest < 0.5 ? below : below + 1;
  return below % 2 === 0 ? below : below + 1;
}
