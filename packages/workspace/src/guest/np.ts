import { listings } from "./np/along.ts";
import { elementwise } from "./np/elementwise.ts";
import { linalg } from "./np/linalg.ts";
import { makers } from "./np/make.ts";
import { products } from "./np/products.ts";
import { reductions } from "./np/reduce.ts";
import { selection } from "./np/select.ts";

/**
 * NumPy's names, because models know them. The declarations say how ranks go in and out; the functions look at the
 * values alone, whatever the types were.
 */
export function createNp(): typeof np {
  const functions: Record<keyof typeof np, unknown> = {
    ...makers,
    ...reductions,
    ...listings,
    ...elementwise,
    ...selection,
    ...products,
    linalg: Object.freeze({ ...linalg } satisfies Record<keyof Linalg, unknown>),
  };
  return Object.freeze(functions) as typeof np;
}
