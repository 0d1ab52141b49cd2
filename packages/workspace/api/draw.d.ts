type ChartOptions = { x?: Numeric | readonly Frame[]; panels?: boolean; title?: string; xLabel?: string; yLabel?: string };
interface Chart extends Picture {
  numbers(series: string): Readonly<Record<"n" | "min" | "max" | "mean" | "first" | "last" | "slope", number>>;
}
type Marks<T> = readonly (T | null)[] | Readonly<Record<string, T | null>>;
declare namespace tools {
  /** @example show(tools.Graph.lines({ light: InputImages.brightness() }, { x: InputImages })); */
  namespace Graph {
    function lines(series: Readonly<Record<string, Numeric>>, options?: ChartOptions): Chart;
    function scatter(series: Readonly<Record<string, { x: Numeric; y: Numeric }>>, options?: ChartOptions): Chart;
    /** arrows: [from, to] or a path. */
    function topDown(objects: BevObjects, options?: { from?: Heading; arrows?: Readonly<Record<string, Points | readonly Vec3[]>> }): Bev;
  }
  namespace Draw {
    function mark(on: Frame | Picture, marks: { boxes?: Marks<Box>; points?: Marks<Px>; lines?: Marks<readonly Px[]>; labels?: Marks<Px> }): Picture;
    /** margin: share of the box. */
    function crop(of: Frame | Picture, box: Box, options?: { margin?: number; scale?: number }): Picture;
    function grid(pictures: readonly (Frame | Picture)[], options?: { columns?: number }): Picture;
  }
  namespace Time {
    /** Interpolated; null outside. */
    function positionAt(track: Track, frame: FrameRef): Vec3 | null;
    /** z (3) robust deviations over the median. */
    function peaks(series: Numeric, z?: number): readonly { readonly index: number; readonly value: number; readonly z: number }[];
    function intervals(frames: readonly Frame[], holds: readonly boolean[] | BoolArray<1>): readonly Frames[];
  }
}
