import { sampleIndices, seededRandom } from "@spatialclaw/geometry";
import type { ChartSeries, PictureItem } from "../wire.ts";
import { fail, isRecord, options, shown } from "./check.ts";
import { formatNumber } from "./format/numbers.ts";
import { defineType } from "./format/printers.ts";
import { InputFrame } from "./frames.ts";
import { caption, clip } from "./labels.ts";
import { DescribedPicture } from "./pictures.ts";
import { linePairs, pairAt, type SeriesNumbers, seriesFrom, summarise } from "./series.ts";
import type { Session } from "./session.ts";

/** More could not be told apart. */
const MOST_SERIES = 24;
const MOST_PANELS = 8;
/** Pairs that travel for one chart. */
const MOST_PAIRS = 6000;
const WIDTH = 760;

type Style = "lines" | "dots";
type Plotted = { readonly name: string; readonly x: Float64Array; readonly y: Float64Array };

class ChartPicture extends DescribedPicture implements Chart {
  readonly #numbers: ReadonlyMap<string, SeriesNumbers>;

  constructor(item: PictureItem & { readonly kind: "chart" }, numbers: ReadonlyMap<string, SeriesNumbers>) {
    super(item, item);
    this.#numbers = numbers;
    Object.freeze(this);
  }

  static allNumbers(chart: ChartPicture): ReadonlyMap<string, SeriesNumbers> {
    return chart.#numbers;
  }

  numbers(series: string): SeriesNumbers {
    const known = this.#numbers.get(series);
    return (
      known ?? fail("Chart.numbers(series)", `${shown(series)} is none of ${[...this.#numbers.keys()].join(", ")}`)
    );
  }
}

export function createCharts({ host }: Session) {
  function draw(
    where: string,
    style: Style,
    plotted: readonly Plotted[],
    settings: ChartOptions,
    xLabel: string,
  ): Chart {
    const { panels = false, title, xLabel: ownLabel, yLabel } = settings;
    if (typeof panels !== "boolean") fail(`${where}(panels)`, `expected true or false, got ${shown(panels)}`);
    if (panels && plotted.length > MOST_PANELS)
      fail(where, `${plotted.length} panels are too many; at most ${MOST_PANELS}`);
    const numbers = new Map(plotted.map(({ name, x, y }) => [name, summarise(x, y)]));
    const pairs = Math.floor(MOST_PAIRS / plotted.length);
    const series = plotted.map((one) => wireSeries((note) => host.print(note), where, style, one, pairs));
    for (const [name, { n }] of numbers) if (n === 0) host.print(`${where}: ${clip(name, 60)}: no numbers to draw`);
    const names = clip(plotted.map(({ name }) => name).join(", "), 120);
    const own = caption(`${where}(title)`, title);
    const item = {
      kind: "chart" as const,
      label: `chart: ${own || names}`,
      width: WIDTH,
      height: panels ? 90 + 170 * plotted.length : 430,
      style,
      title: own,
      xLabel: ownLabel === undefined ? xLabel : caption(`${where}(xLabel)`, ownLabel),
      yLabel: caption(`${where}(yLabel)`, yLabel),
      panels,
      series,
    };
    return new ChartPicture(item, numbers);
  }

  return {
    lines(series: Readonly<Record<string, Numeric>>, settings?: ChartOptions): Chart {
      const where = "tools.Graph.lines";
      const known = options(`${where}(options)`, settings, ["x", "panels", "title", "xLabel", "yLabel"]);
      const common = known.x === undefined ? null : commonX(`${where}(x)`, known.x);
      const plotted = entriesOf(where, series, "{ height: [1, 2, 3] }").map(([name, value]) => {
        const y = seriesFrom(`${where}: ${clip(name, 60)}`, value);
        const x = common?.x ?? Float64Array.from(y, (_, i) => i);
        return { name, x, y: sameLength(`${where}: ${clip(name, 60)}`, x, y) };
      });
      return draw(where, "lines", plotted, known, common ? common.label : "index");
    },

    scatter(series: Readonly<Record<string, { x: Numeric; y: Numeric }>>, settings?: ChartOptions): Chart {
      const where = "tools.Graph.scatter";
      const known = options(`${where}(options)`, settings, ["panels", "title", "xLabel", "yLabel"]);
      const plotted = entriesOf(where, series, "{ heights: { x: [1, 2], y: [3, 4] } }").map(([name, value]) => {
        const at = `${where}: ${clip(name, 60)}`;
        if (typeof value !== "object" || value === null || !("x" in value) || !("y" in value) || Array.isArray(value))
          return fail(at, `expected { x: […], y: […] }, got ${shown(value)}`);
        const x = seriesFrom(`${at}.x`, value.x);
        return { name, x, y: sameLength(at, x, seriesFrom(`${at}.y`, value.y)) };
      });
      return draw(where, "dots", plotted, known, "");
    },
  };
}

/** Series by name; at least one. */
function entriesOf(where: string, series: unknown, example: string): [string, unknown][] {
  const entries: [string, unknown][] = isRecord(series) ? Object.entries(series) : [];
  if (entries.length === 0) fail(where, `expected series by name, like ${example}, got ${shown(series)}`);
  if (entries.length > MOST_SERIES)
    fail(where, `${entries.length} series are too many for one chart; at most ${MOST_SERIES}`);
  return entries;
}

/** Numbers, or what the frames say: their seconds, of photos their indices. */
function commonX(where: string, value: unknown): { x: Float64Array; label: string } {
  if (!Array.isArray(value) || value.length === 0 || !value.every((frame) => InputFrame.is(frame)))
    return { x: seriesFrom(where, value), label: "" };
  const timed = value.every((frame) => frame.seconds !== null);
  return {
    x: Float64Array.from(value, (frame) => (timed ? (frame.seconds as number) : frame.frameIndex)),
    label: timed ? "seconds" : "frame",
  };
}

function sameLength(where: string, x: Float64Array, y: Float64Array): Float64Array {
  if (x.length !== y.length) fail(where, `${y.length} numbers do not fit ${x.length} of x; give both the same length`);
  return y;
}

function wireSeries(
  print: (text: string) => void,
  where: string,
  style: Style,
  { name, x, y }: Plotted,
  most: number,
): ChartSeries {
  const label = clip(name, 60);
  if (style === "lines") return { label, xy: linePairs(x, y, most) };
  const kept = Uint32Array.from([...y.keys()].filter((i) => Number.isFinite(x[i]) && Number.isFinite(y[i])));
  if (kept.length > most) print(`${where}: ${label}: ${most} of ${kept.length} points drawn; the numbers are of all`);
  const chosen = sampleIndices(kept.length, most, seededRandom(0));
  return { label, xy: Array.from(chosen, (k) => pairAt(x, y, kept[k] as number)).flat() };
}

defineType(ChartPicture, (chart) => {
  const rows = [...ChartPicture.allNumbers(chart)].map(([name, numbers]) => {
    const parts = Object.entries(numbers).map(([key, value]) => `${key} ${formatNumber(value)}`);
    return `${clip(name, 60)}: ${parts.join(" ")}`;
  });
  return `Chart "${chart.label}"; ${rows.join("; ")}`;
});
