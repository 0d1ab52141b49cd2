/** As much of WebAssembly's binary format as a few functions over one memory need. */

export type Code = readonly number[];

const I32 = 0x7f;
const V128 = 0x7b;
const SIMD = 0xfd;

/** Whole numbers with a sign, in groups of seven bits. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7) {
    const low = rest & 0x7f;
    if ((rest < 64 && rest >= -64) || rest === 0) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}

function unsigned(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return [...bytes, rest];
    bytes.push((rest & 0x7f) | 0x80);
  }
}

const simd = (code: number): Code => [SIMD, ...unsigned(code)];

export const op = {
  get: (local: number): Code => [0x20, ...unsigned(local)],
  set: (local: number): Code => [0x21, ...unsigned(local)],
  constant: (value: number): Code => [0x41, ...signed(value)],
  add: [0x6a],
  mul: [0x6c],
  lessThan: [0x48],
  shiftLeft: [0x74],
  load: [0x28, 2, 0],
  /** Four bytes into the lowest lane of a vector of zeros. */
  load32Zero: [...simd(0x5c), 0, 0],
  loadVector: [...simd(0x00), 0, 0],
  storeVector: [...simd(0x0b), 0, 0],
  storeLane0: [...simd(0x5a), 0, 0, 0],
  /** A vector of four from one number. */
  splat: simd(0x11),
  addVectors: simd(0xae),
  mulVectors: simd(0xb5),
  shiftRight: simd(0xac),
  /** Two vectors of wider numbers become one of narrower ones; what does not fit goes to the nearest that does. */
  narrowTo16: simd(0x86),
  narrowToBytes: simd(0x66),
  /** Bytes to 16 bits, 16 bits to 32: the lower or the higher half of a vector. */
  low16: simd(0x89),
  high16: simd(0x8a),
  low32: simd(0xa9),
  high32: simd(0xaa),
} as const;

/** Repeats `body` while `condition` leaves a truth, tested first. */
export function whileLoop(condition: Code, body: Code): Code {
  const [block, loop, none, end, branch, branchIf, isZero] = [0x02, 0x03, 0x40, 0x0b, 0x0c, 0x0d, 0x45];
  return [...[block, none, loop, none], ...condition, isZero, branchIf, 1, ...body, branch, 0, end, end];
}

export interface Func {
  readonly name: string;
  /** Whole numbers. */
  readonly parameters: number;
  /** Further local variables: whole numbers, then vectors. */
  readonly numbers: number;
  readonly vectors: number;
  readonly body: Code;
}

/** A module with these functions and one exported memory, `memory`, of one page to begin with. */
export function assemble(functions: readonly Func[]): Uint8Array<ArrayBuffer> {
  const text = (value: string) => list([...Buffer.from(value)].map((byte) => [byte]));
  const types = functions.map(({ parameters }) => [0x60, ...list(new Array(parameters).fill([I32])), 0]);
  const bodies = functions.map(({ numbers, vectors, body }) => {
    const locals = [
      [...unsigned(numbers), I32],
      [...unsigned(vectors), V128],
    ];
    const code = [...list(locals), ...body, 0x0b];
    return [...unsigned(code.length), ...code];
  });
  const exported = functions.map(({ name }, i) => [...text(name), 0, ...unsigned(i)]);
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, list(types)),
    ...section(3, list(functions.map((_, i) => unsigned(i)))),
    ...section(5, list([[0, 1]])),
    ...section(7, list([[...text("memory"), 2, 0], ...exported])),
    ...section(10, list(bodies)),
  ]);
}

function section(id: number, content: Code): Code {
  return [id, ...unsigned(content.length), ...content];
}

function list(entries: readonly Code[]): Code {
  return [...unsigned(entries.length), ...entries.flat()];
}
