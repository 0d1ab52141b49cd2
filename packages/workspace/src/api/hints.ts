/** What Python would have accepted: the way out in the words of the cell API. */
export const TYPE_HINTS: Readonly<Record<number, string>> = {
  2362: "arrays have no operators: use tools.Geometry.add, sub, scale or np",
  2363: "arrays have no operators: use tools.Geometry.add, sub, scale or np",
  2365: "arrays have no operators: use tools.Geometry.add, sub, scale or np",
  2531: "a miss is null: test for it before you go on",
  2532: "a miss may be undefined: test for it before you go on",
  18047: "a miss is null: test for it before you go on",
  18048: "a miss may be undefined: test for it before you go on",
  18049: "a miss is null: test for it before you go on",
};
