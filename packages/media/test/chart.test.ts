import { type ChartDrawing, encode, paintChart } from "@spatialclaw/media";
import { describe, expect, it } from "vitest";
import { blankCanvas } from "../src/draw/canvas.ts";
import { layOutChart } from "../src/draw/chart-layout.ts";
import { inkAt, rgbOf } from "../src/draw/palette.ts";
import { apart, colorIn, nearest } from "./pixels.ts";

const plain: ChartDrawing = {
  width: 600,
  height: 360,
  style: "lines",
  title: "",
  xLabel: "",
  yLabel: "",
  panels: false,
  series: [],
};
const ink = (i: number) => rgbOf(inkAt(i));
const layoutOf = (chart: ChartDrawing) => layOutChart(blankCanvas(chart.width, chart.height).context, chart);
const line = (f: (x: number) => number | null, n = 11) => Array.from({ length: n }, (_, x) => [x, f(x)]).flat();

describe("a chart of lines", () => {
  const chart: ChartDrawing = {
    ...plain,
    title: "two lines",
    xLabel: "frame",
    yLabel: "height [m]",
    series: [
      { label: "up", xy: line((x) => 2 * x) },
      { label: "down", xy: line((x) => (x === 4 || x === 5 ? null : 30 - x)) },
    ],
  };
  const surface = paintChart(chart);
  const [panel] = layoutOf(chart).panels;
  const at = (x: number, y: number) => panel?.toPixel({ x, y }) as [number, number];

  it("draws each where its numbers are, between them too, and leaves gaps", () => {
    expect([surface.canvas.width, surface.canvas.height]).toEqual([600, 360]);
    for (const x of [0, 3, 4.5, 9]) expect(nearest(surface, at(x, 2 * x), ink(0))).toBeLessThan(40);
    for (const x of [1, 2.5, 8]) expect(nearest(surface, at(x, 30 - x), ink(1))).toBeLessThan(40);
    expect(nearest(surface, at(4.5, 25.5), ink(1), 6)).toBeGreaterThan(100);
    expect(apart(colorIn(surface, ...at(4.5, 20)), [255, 255, 255])).toBeLessThan(30);
  });

  it("has the same pixels each time", async () => {
    const [a, b] = await Promise.all([surface, paintChart(chart)].map((s) => encode(s, "image/png")));
    expect(Buffer.from(a?.image.bytes ?? []).equals(Buffer.from(b?.image.bytes ?? []))).toBe(true);
  });

  it("shows a single number and a number between gaps", () => {
    const lonely: ChartDrawing = {
      ...plain,
      series: [
        { label: "a", xy: [3, 7] },
        { label: "b", xy: [3, null, 4, 5, 5, null] },
      ],
    };
    const drawn = paintChart(lonely);
    const [only] = layoutOf(lonely).panels;
    expect(nearest(drawn, only?.toPixel({ x: 3, y: 7 }) as [number, number], ink(0))).toBeLessThan(40);
    expect(nearest(drawn, only?.toPixel({ x: 4, y: 5 }) as [number, number], ink(1))).toBeLessThan(40);
  });
});

describe("a chart of dots", () => {
  it("draws nothing between them", () => {
    const chart: ChartDrawing = { ...plain, style: "dots", series: [{ label: "a", xy: [0, 0, 10, 10] }] };
    const surface = paintChart(chart);
    const [panel] = layoutOf(chart).panels;
    const at = (x: number, y: number) => panel?.toPixel({ x, y }) as [number, number];
    for (const v of [0, 10]) expect(nearest(surface, at(v, v), ink(0), 1)).toBeLessThan(40);
    expect(nearest(surface, at(5.4, 5.4), ink(0), 4)).toBeGreaterThan(100);
  });
});

describe("panels", () => {
  const chart: ChartDrawing = {
    ...plain,
    height: 500,
    panels: true,
    series: [
      { label: "small", xy: line((x) => x / 100) },
      { label: "large", xy: line((x) => 5000 - 100 * x) },
      { label: "none", xy: [0, null] },
    ],
  };
  const surface = paintChart(chart);
  const { panels } = layoutOf(chart);

  it("stand below each other with axes of their own", () => {
    expect(panels.map((panel) => panel.heading)).toEqual(["small", "large", "none"]);
    const [small, large, none] = panels;
    expect(small?.y.max).toBeLessThan(1);
    expect(large?.y.min).toBeGreaterThan(3000);
    const bottoms = panels.map(({ plot }) => plot.top + plot.height);
    expect(panels.slice(1).every(({ plot }, i) => plot.top > (bottoms[i] as number))).toBe(true);
    expect(bottoms.at(-1)).toBeLessThan(500);
    expect(nearest(surface, small?.toPixel({ x: 5, y: 0.05 }) as [number, number], ink(0))).toBeLessThan(40);
    expect(nearest(surface, large?.toPixel({ x: 5, y: 4500 }) as [number, number], ink(1))).toBeLessThan(40);
    expect(none?.y).toMatchObject({ min: 0, max: 1 });
  });
});

describe("whatever comes", () => {
  const long = "😀 שלום a\nb \uD800".repeat(600);
  it.each<[string, Partial<ChartDrawing>]>([
    ["nothing", { series: [{ label: "a", xy: [] }] }],
    ["no series", {}],
    [
      "long names",
      { title: long, xLabel: long, yLabel: long, series: Array(24).fill({ label: long, xy: [0, 1, 1, 2] }) },
    ],
    ["the largest numbers", { series: [{ label: "a", xy: [-1.7e308, -1.7e308, 1.7e308, 1.7e308] }] }],
    ["the smallest", { series: [{ label: "a", xy: [0, 5e-324, 1e-320, 0] }] }],
    ["many panels in little room", { panels: true, series: Array(8).fill({ label: "a", xy: [0, 1, 1, 2] }) }],
    ["a small picture", { width: 80, height: 60, series: [{ label: long, xy: [0, 1, 1, 2] }] }],
  ])("%s becomes a picture", async (_, more) => {
    for (const style of ["lines", "dots"] as const) {
      const { width, height } = await encode(paintChart({ ...plain, ...more, style }), "image/png");
      expect([width, height]).toEqual([more.width ?? 600, more.height ?? 360]);
    }
  });

  it("names stay inside the picture and off each other", () => {
    const series = Array.from({ length: 24 }, (_, i) => ({ label: i % 2 ? long : `series ${i}`, xy: [0, i, 1, i] }));
    const { legend, panels } = layoutOf({ ...plain, series });
    const rows = Map.groupBy(legend, ({ top }) => top);
    expect(rows.size).toBeLessThanOrEqual(4);
    expect(legend.at(-1)?.text).toMatch(/^and \d+ more$/);
    for (const row of rows.values())
      row.slice(1).forEach((entry, i) => {
        expect(entry.left).toBeGreaterThan((row[i]?.left as number) + 40);
      });
    expect(Math.max(...legend.map(({ top }) => top + 20))).toBeLessThanOrEqual(panels[0]?.plot.top as number);
  });
});
