import { describe, expect, it } from "vitest";
import { apiTable } from "../../src/interfaces/tool-call/signatures.ts";

const { functions, methods, values } = apiTable({
  "sums.d.ts": `
    type Numbers = readonly number[];
    /** Called itself. */
    interface Reduce<O = unknown> { <const A extends Numbers>(a: A, options: { axis: number } & O): A; (a: Numbers): number }
    interface Matrix<R extends number = number> extends Iterable<R> { readonly T: this; at(...index: readonly number[]): number }
    interface Algebra { norm: Reduce; inv(a: Matrix): Matrix; readonly self: Algebra }
    declare const np: { sum: Reduce; std: Reduce<{ ddof?: number }>; linalg: Algebra; eye(n: number): Matrix };
    declare const Metadata: { readonly fps: number | null };`,
});

describe("members of a constant whose type is an interface", () => {
  it("are functions where it can be called, and below it where it has methods", () => {
    expect([...functions.keys()].sort()).toEqual(["np.eye", "np.linalg.inv", "np.linalg.norm", "np.std", "np.sum"]);
    expect(functions.get("np.sum")?.map(({ returns }) => returns)).toEqual(["A", "number"]);
    expect([...values]).toEqual(["Metadata"]);
    expect(methods.get("at")).toHaveLength(1);
  });

  it("have its type parameter filled in", () => {
    const [alongAxis] = functions.get("np.std") ?? [];
    expect(alongAxis?.parameters.at(-1)?.type).toBe("{ axis: number } & { ddof?: number }");
  });
});
