import type { Hint } from "@spatialclaw/kernel";

/** An unknown name, or an import of it. */
function unknown(names: string, hint: string): Hint {
  return { codes: [2304, 2552], message: new RegExp(`^Cannot find name '(?:${names})'`), hint };
}

function imported(modules: RegExp, hint: string): Hint {
  return { message: /^`(?:import|import\(\)|require)` is not available/, line: modules, hint };
}

/** A method of Python's or NumPy's on something that does not have it. */
function member(names: string, hint: string): Hint {
  return { codes: [2339, 2550, 2551], message: new RegExp(`^Property '(?:${names})' does not exist`), hint };
}

const DISTANCES = "tools.Geometry.closest(a, b), cdist(a, b) and kdTree(points) take point clouds";
const PLOTS =
  "tools.Graph.lines({ name: series }) draws a chart, recon.renderBev({ objects }) a view from above; show(…) it";

/** Names that a cell would find in a Python notebook. */
export const PYTHON_HINTS: readonly Hint[] = [
  imported(/\bnumpy\b/, "np is there, with NumPy's names: np.mean(a), np.take(a, mask)"),
  imported(/\b(?:scipy|sklearn)\b/, DISTANCES),
  imported(/\bmatplotlib\b/, PLOTS),
  imported(/\bmath\b/, "Math is there: Math.atan2, Math.hypot"),
  unknown("len", "use list.length"),
  unknown("range|xrange", "use np.arange(n) or `for (let i = 0; i < n; i++)`"),
  unknown("enumerate|zip", "use list.map((item, i) => …) or list.entries()"),
  unknown("sorted|reversed|argsort", "use np.sort(a), np.argsort(a) or list.toSorted((a, b) => a - b)"),
  unknown("abs|round|floor|ceil|sqrt|hypot|atan2|math", "use Math: Math.abs, Math.round, Math.atan2"),
  unknown(
    "min|max|sum|mean|median|std|percentile|argmin|argmax|any|all|linspace|arange|array|unwrap|numpy",
    "use np: np.min(a), np.median(a)",
  ),
  unknown("int|float|str|bool", "use Math.trunc(x), Number(text), String(x) or Boolean(x)"),
  unknown("None|True|False|self|isinstance", "TypeScript has null, true, false, this and typeof"),
  unknown("scipy|cdist|pdist|KDTree|cKDTree|distance|spatial", DISTANCES),
  unknown("plt|ax|fig|matplotlib", PLOTS),
  unknown("norm|dot|cross|unit|normalize|sub|add|heading|compass|closest", "it is in tools.Geometry"),
  unknown(
    "SAM3|Reconstruct|Geometry|Mask|Time|Draw|Graph|reconstruct|segment\\\\w*|findObject",
    "tools are called with their group: tools.Reconstruct.reconstruct(…), tools.SAM3.findObject(…)",
  ),
  member("append|add_row", "use list.push(item)"),
  member("extend", "use list.push(...items) or list.concat(items)"),
  member("items", "use Object.entries(record)"),
  member("strip|lower|upper|startswith|endswith|format", "use text.trim(), toLowerCase(), startsWith(…), `…`"),
  member("index|count", "use list.indexOf(item), list.filter(…).length"),
  member(
    "sum|mean|median|std|min|max|argmin|argmax|any|all",
    "of arrays np.sum(a), np.mean(a), np.min(a); of a mask mask.area; of points median(), extent(axis)",
  ),
  member(
    "shape|size|astype|reshape|tolist|flatten|copy",
    "a list has .length; np.array(a) has shape, reshape(…) and toArray()",
  ),
  {
    codes: [1003, 1005, 1011, 1109],
    line: /\[[^\]?]*:[^\]]*\]/,
    hint: "there are no slices: list.slice(from, to), frames.stride(k), np.array(a).slice([from, to], null)",
  },
  {
    codes: [1003, 1005, 1109, 1128, 1434, 1435, 1440, 1441],
    line: /^\s*(?:def|elif|except|from|lambda|with)\b|^\s*(?:for|if|while|else|try|class)\b[^{]*:\s*$|\bf["']|\bfor \w+ in [^)]*:|\blambda \w+:|\b(?:is not|not in) /,
    hint: "cells are TypeScript, not Python: `for (const x of list) { … }`, `(x) => …`, print(name, value)",
  },
];
