declare module "kd-tree-javascript" {
  class KdTree<T> {
    /** Sorts `points` in place. */
    constructor(points: T[], distance: (a: T, b: T) => number, dimensions: readonly string[]);
    nearest(point: T, count: number): [point: T, distance: number][];
  }
  const library: { readonly kdTree: typeof KdTree };
  export default library;
}
