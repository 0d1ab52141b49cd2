import fc from "fast-check";

/** A program as its top-level statements: no name is used before its statement, none is declared twice. */
export type Program = readonly string[];

interface Draft {
  readonly numbers: string[];
  readonly functions: string[];
  readonly statements: string[];
  readonly prefix: string;
  next: number;
}

type Writer = (draft: Draft, a: number, b: number) => void;

const fresh = (draft: Draft): string => `${draft.prefix}${draft.next++}`;
const some = (names: readonly string[], pick: number): string | undefined => names[pick % Math.max(1, names.length)];
const value = (draft: Draft, pick: number): string => some(draft.numbers, pick) ?? String(pick % 17);

/** Each adds one or two statements of another kind. */
const WRITERS: readonly Writer[] = [
  (d, a, b) => {
    const name = fresh(d);
    d.statements.push(`const ${name}: number = ${value(d, a)} * 2 + ${b % 7}`);
    d.numbers.push(name);
  },
  (d, a, b) => {
    const [x, y, rest] = [fresh(d), fresh(d), fresh(d)];
    d.statements.push(
      `let { ${x}, ${y} = ${b % 5}, ...${rest} }: { ${x}: number; ${y}?: number; z: number } = { ${x}: ${value(d, a)}, z: ${b % 9} };`,
    );
    d.numbers.push(x, y, `${rest}.z`);
  },
  (d, a, b) => {
    const [x, y] = [fresh(d), fresh(d)];
    d.statements.push(
      `let [${x}, , ${y} = ${b % 4}] = [${value(d, a)}, 1, undefined, 3] as (number | undefined)[] as any;`,
    );
    d.numbers.push(x, y);
  },
  (d, a, b) => {
    const name = fresh(d);
    d.statements.push(
      `function ${name}<T extends number>(x: T, y?: number): number { return x + (y ?? ${b % 6}) + ${value(d, a)} }`,
    );
    d.functions.push(name);
  },
  (d, a, b) => {
    const call = some(d.functions, a);
    if (!call) return;
    const name = fresh(d);
    d.statements.push(`var ${name} = ${call}(${value(d, b)})\n`);
    d.numbers.push(name);
  },
  (d, a, b) => {
    const [kind, made] = [fresh(d), fresh(d)];
    d.statements.push(
      `class ${kind} { private readonly n: number = ${b % 8}; constructor(public_: number) { this.n += public_ } get twice(): number { return this.n * 2 } static of(x: number) { return new ${kind}(x) } }`,
    );
    d.statements.push(`const ${made} = ${kind}.of(${value(d, a)}).twice`);
    d.numbers.push(made);
  },
  (d, a, b) => {
    const [list, i] = [fresh(d), fresh(d)];
    d.statements.push(`const ${list}: number[] = []`);
    d.statements.push(
      `for (var ${i} = 0; ${i} < ${(b % 4) + 1}; ${i}++) { const inner = ${i} * ${value(d, a)}; ${list}.push(inner) }`,
    );
    d.numbers.push(`${list}.length`, i);
  },
  (d, a, b) => {
    const target = some(
      d.numbers.filter(
        (n) => /^\w+$/.test(n) && d.statements.some((s) => new RegExp(`\\blet\\b[^=]*\\b${n}\\b`).test(s)),
      ),
      a,
    );
    if (target) d.statements.push(`${target} += ${b % 11}`);
  },
  (d, a, b) => {
    const [type, name] = [fresh(d), fresh(d)];
    d.statements.push(`type ${type} = { v: number } | null`);
    d.statements.push(
      `const ${name} = ({ v: ${value(d, a)} } as ${type})!.v satisfies number`,
      `;[${b % 3}].forEach((n) => n)`,
    );
    d.numbers.push(name);
  },
  (d, a) => {
    const name = fresh(d);
    d.statements.push(`const ${name} = await Promise.resolve(${value(d, a)})`);
    d.numbers.push(name);
  },
];

/** Programs whose names begin with \`prefix\`, with the expression that tells all of their values. */
export function programs(prefix: string): fc.Arbitrary<{ statements: Program; result: string }> {
  const step = fc.tuple(fc.nat(WRITERS.length - 1), fc.nat(1000), fc.nat(1000));
  return fc.array(step, { minLength: 2, maxLength: 12 }).map((steps) => {
    const draft: Draft = { numbers: [], functions: [], statements: [], prefix, next: 0 };
    for (const [writer, a, b] of steps) WRITERS[writer]?.(draft, a, b);
    return { statements: draft.statements, result: `[${draft.numbers.join(", ")}]` };
  });
}
