import { formatRange, formatVector } from "../format/numbers.ts";
import { doubles, ordered, shapeText, type View } from "./views.ts";

/** Elements of an array that is printed in full: a pose has 16. */
const SMALL = 16;

/** Type, shape, and the elements of a small array or the range of a large one. */
export function describeView(view: View, isBool: boolean): string {
  const head = `${isBool ? "BoolArray" : `NdArray ${view.dtype}`} ${shapeText(view.shape)}`;
  if (view.size === 0) return `${head} empty`;
  if (view.size <= SMALL) return `${head} ${nested(view, isBool)}`;
  if (!isBool) return `${head} ${formatRange(ordered(view))}`;
  let count = 0;
  for (const x of ordered(view)) count += x;
  return `${head} ${count} of ${view.size} true`;
}

function nested(view: View, isBool: boolean): string {
  if (view.dimension === 1) {
    const elements = doubles(view);
    return isBool ? `[${Array.from(elements, (x) => x !== 0).join(", ")}]` : formatVector(elements);
  }
  const rest = view.shape.slice(1).map(() => null);
  const rows = Array.from({ length: view.shape[0] as number }, (_, i) => nested(view.pick(i, ...rest), isBool));
  return `[${rows.join(", ")}]`;
}
