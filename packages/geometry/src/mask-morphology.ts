// Bits are moved 32 at a time: a mask is mostly empty rows, and what a sealed session runs once is never compiled.

/** Dilation of a bit image (row-major, no padding, least significant bit first) by a square of 2 * radius + 1. */
export function dilateBits(bits: Uint8Array, width: number, height: number, radius: number): Uint8Array {
  const words = new Uint32Array(Math.ceil(bits.length / 4) + 1);
  new Uint8Array(words.buffer).set(bits);
  for (const by of doublings(Math.min(radius, width - 1))) {
    orShifted(words, by, (moved) => clearColumns(moved, width, height, width - by, width));
  }
  for (const by of doublings(Math.min(radius, width - 1))) {
    orShifted(words, -by, (moved) => clearColumns(moved, width, height, 0, by));
  }
  for (const by of doublings(Math.min(radius, height - 1))) {
    orShifted(words, by * width, (moved) => clearRange(moved, (height - by) * width, height * width));
    orShifted(words, -by * width, (moved) => clearRange(moved, 0, by * width));
  }
  return new Uint8Array(words.buffer, 0, bits.length);
}

/** Shifts that, one after the other, reach every place up to `reach`: what is covered so far doubles each time. */
function doublings(reach: number): number[] {
  const steps: number[] = [];
  for (let covered = 1; covered <= reach; ) {
    const by = Math.min(covered, reach + 1 - covered);
    steps.push(by);
    covered += by;
  }
  return steps;
}

/** Adds the bits moved up (towards higher positions) by `by`; `drop` clears those that would leave their row. */
function orShifted(words: Uint32Array, by: number, drop: (moved: Uint32Array) => void): void {
  const moved = words.slice();
  drop(moved);
  const whole = Math.abs(by) >> 5;
  const rest = Math.abs(by) & 31;
  if (by > 0)
    for (let i = words.length - 1; i >= whole; i--) {
      const carried = rest > 0 && i > whole ? moved[i - whole - 1]! >>> (32 - rest) : 0;
      words[i]! |= (moved[i - whole]! << rest) | carried;
    }
  else
    for (let i = 0; i + whole < words.length; i++) {
      const carried = rest > 0 && i + whole + 1 < words.length ? moved[i + whole + 1]! << (32 - rest) : 0;
      words[i]! |= (moved[i + whole]! >>> rest) | carried;
    }
}

function clearColumns(words: Uint32Array, width: number, height: number, from: number, to: number): void {
  for (let row = 0, start = 0; row < height; row++, start += width) clearRange(words, start + from, start + to);
}

/** Clears the bits start..end - 1. */
function clearRange(words: Uint32Array, start: number, end: number): void {
  const [first, last] = [start >> 5, end >> 5];
  const below = (1 << (start & 31)) - 1;
  const above = -1 << (end & 31);
  if (first === last) {
    words[first]! &= below | above;
    return;
  }
  words[first]! &= below;
  words.fill(0, first + 1, last);
  words[last]! &= above;
}
