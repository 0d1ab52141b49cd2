import type { SKRSContext2D } from "@napi-rs/canvas";
import { type Axis, axisOver } from "./axis.ts";
import { font } from "./canvas.ts";
import { type LegendEntry, layOutLegend } from "./legend.ts";
import type { Rect } from "./tag.ts";

export interface ChartDrawing {
  readonly width: number;
  readonly height: number;
  readonly style: "lines" | "dots";
  /** Empty texts take no room. */
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  /** One panel for all series, or one below the other with one each. */
  readonly panels: boolean;
  readonly series: readonly {
    readonly label: string;
    /** Flat x, y pairs in the order of drawing; null where a number is missing. */
    readonly xy: readonly (number | null)[];
  }[];
}

export interface ChartSpot {
  readonly x: number;
  readonly y: number;
}

export interface ChartPanel {
  /** Where the series are drawn. */
  readonly plot: Rect;
  readonly y: Axis;
  /** Positions in the list of all series. */
  readonly series: readonly number[];
  /** Above the plot, on the left. */
  readonly heading: string;
  toPixel(spot: ChartSpot): [x: number, y: number];
}

export interface ChartLayout {
  readonly x: Axis;
  readonly panels: readonly ChartPanel[];
  readonly legend: readonly LegendEntry[];
  readonly titleTop: number;
  readonly xTextTop: number;
  /** Runs of neighbours without a gap, by series. */
  readonly runs: readonly (readonly (readonly ChartSpot[])[])[];
}

export const TICK_FONT: string = font(12);
const LINE = 20;
const EDGE = 12;
const RIGHT = 24;
const PANEL_GAP = 10;
/** Of a plot, in a picture too small for all there is to say. */
const LEAST = 24;

/** Where everything goes; the context measures texts. */
export function layOutChart(context: SKRSContext2D, chart: ChartDrawing): ChartLayout {
  const { style, title, xLabel, yLabel, series } = chart;
  const runs = series.map(({ xy }) => runsOf(xy));
  const groups = chart.panels ? runs.map((_, i) => [i]) : [runs.map((_, i) => i)];
  const legendTop = EDGE + (title === "" ? 0 : LINE + 6);
  const legend = chart.panels ? [] : layOutLegend(context, chart, legendTop);
  const above = Math.max(legendTop, ...legend.map((entry) => entry.top + LINE + 4));
  const below = 6 + LINE + (xLabel === "" ? 0 : LINE) + 2;
  const headings = groups.map(([first]) => (chart.panels && first !== undefined ? series[first]!.label : yLabel));
  const headingRoom = headings.map((heading) => (heading === "" ? 6 : LINE + 4));
  const taken = above + below + PANEL_GAP * (groups.length - 1) + headingRoom.reduce((sum, high) => sum + high, 0);
  const plotHeight = Math.max(LEAST, Math.floor((chart.height - taken) / groups.length));
  const yAxes = groups.map((group) => {
    const values = group.flatMap((i) => runs[i]!.flat().map((spot) => spot.y));
    return axisOver(values, { ticks: plotHeight / 44, padding: 0.06, whole: values.every(Number.isInteger) });
  });
  context.font = TICK_FONT;
  const texts = yAxes.flatMap((axis) => axis.ticks.map(({ text }) => context.measureText(text).width));
  const left = Math.ceil(Math.min(chart.width / 3, Math.max(24, ...texts))) + EDGE + 8;
  const plotWidth = Math.max(LEAST, chart.width - left - RIGHT);
  const xs = runs.flat(2).map((spot) => spot.x);
  const padding = style === "dots" ? 0.04 : 0;
  const x = axisOver(xs, { ticks: plotWidth / 84, padding, whole: xs.every(Number.isInteger) });
  let top = above;
  const panels = groups.map((group, i): ChartPanel => {
    const plot = { left, top: top + headingRoom[i]!, width: plotWidth, height: plotHeight };
    top = plot.top + plotHeight + PANEL_GAP;
    const y = yAxes[i]!;
    return {
      plot,
      y,
      series: group,
      heading: headings[i]!,
      toPixel: (spot) => [plot.left + x.share(spot.x) * plot.width, plot.top + (1 - y.share(spot.y)) * plot.height],
    };
  });
  return { x, panels, legend, titleTop: EDGE, xTextTop: top - PANEL_GAP + 6, runs };
}

/** Neighbours with both numbers, cut where one is missing. */
function runsOf(xy: readonly (number | null)[]): ChartSpot[][] {
  const runs: ChartSpot[][] = [];
  let open = false;
  for (let i = 0; i + 1 < xy.length; i += 2) {
    const [x, y] = [xy[i] ?? null, xy[i + 1] ?? null];
    if (x === null || y === null) {
      open = false;
      continue;
    }
    if (!open) runs.push([]);
    open = true;
    runs.at(-1)!.push({ x, y });
  }
  return runs;
}
