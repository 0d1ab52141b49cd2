import type { Hint } from "@spatialclaw/kernel";

const OPTIONS = "named arguments are options: np.mean(a, { axis: 0 }), np.std(a, { ddof: 1 })";

/** What NumPy would have accepted of arrays, and how np says it. */
export const NP_HINTS: readonly Hint[] = [
  {
    codes: [2362, 2363, 2365],
    message: /(?:Nd|Bool)Array</,
    hint: "arrays have no operators: np.add, subtract, multiply, divide, power, mod; np.greater, less, equal, …; of masks a.and(b), a.or(b), a.not()",
  },
  {
    codes: [2339, 2551],
    message: /'length' does not exist on type '(?:Nd|Bool)Array</,
    hint: "a.shape[0] counts the rows, a.size all numbers",
  },
  {
    codes: [2339, 2551],
    message: /does not exist on type '(?:Nd|Bool)Array</,
    hint: "functions of arrays are np's: np.mean(a), np.sort(a, { axis: 0 }); of a mask a.count()",
  },
  {
    codes: [2339, 2551],
    message: /on type '\{ array</,
    hint: "np has NumPy's own names (subtract, multiply, divide); for the rest a.map((x) => Math.exp(x))",
  },
  {
    codes: [2322, 2345],
    message: /'NdArray<1>' is not assignable to (?:type|parameter of type) '.*Vec3/,
    hint: "a.vec3() makes a position or direction of three numbers",
  },
  { codes: [2304, 18004], message: /'(?:axis|ddof)'/, hint: OPTIONS },
  { codes: [2769], message: /\{ axis\?: undefined/, hint: OPTIONS },
];
