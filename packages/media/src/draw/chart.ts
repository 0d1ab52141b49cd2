import { blankCanvas, font, type Surface } from "./canvas.ts";
import {
  type ChartDrawing,
  type ChartLayout,
  type ChartPanel,
  type ChartSpot,
  layOutChart,
  TICK_FONT,
} from "./chart-layout.ts";
import { LEGEND_FONT, SAMPLE } from "./legend.ts";
import { INK_COUNT, inkAt } from "./palette.ts";
import { fitText } from "./text.ts";

type Context = Surface["context"];

const TEXT = "#2a2a30";
const QUIET = "#55555c";
const GRID = "#e6e6e9";
const FRAME = "#8a8a90";
/** After the colours are used up once, lines are broken. */
const DASHES: readonly (readonly number[])[] = [[], [9, 5], [2, 4]];
/** Lines through no more points than this show them. */
const FEW = 40;

/** Lines or dots over common axes, with names and round numbers. */
export function paintChart(chart: ChartDrawing): Surface {
  const surface = blankCanvas(chart.width, chart.height);
  const { context } = surface;
  const layout = layOutChart(context, chart);
  context.textAlign = "left";
  context.textBaseline = "top";
  context.fillStyle = TEXT;
  context.font = font(16, true);
  const { left } = layout.panels[0]?.plot ?? { left: 12 };
  if (chart.title !== "") context.fillText(fitText(context, chart.title, chart.width - 24), 12, layout.titleTop);
  drawLegend(context, chart, layout);
  for (const panel of layout.panels) {
    drawAxes(context, layout, panel);
    drawHeading(context, chart, panel);
    clipped(context, panel, () => {
      for (const i of panel.series) drawSeries(context, chart.style, i, layout.runs[i]!, panel);
    });
    if (panel.series.every((i) => layout.runs[i]!.length === 0)) sayNothing(context, panel);
  }
  drawXTexts(context, layout, chart.width);
  if (chart.xLabel !== "") {
    context.font = font(13);
    context.fillStyle = QUIET;
    context.textAlign = "center";
    const width = chart.width - left - 24;
    context.fillText(fitText(context, chart.xLabel, width), left + width / 2, layout.xTextTop + 20);
  }
  return surface;
}

function drawLegend(context: Context, { style }: ChartDrawing, { legend }: ChartLayout): void {
  context.textBaseline = "middle";
  for (const { series, text, left, top } of legend) {
    const middle = top + 10;
    if (series !== null) drawSample(context, style, series, left, middle);
    context.font = LEGEND_FONT;
    context.fillStyle = TEXT;
    context.fillText(text, series === null ? left : left + SAMPLE + 6, middle);
  }
}

/** As the series is drawn: a piece of its line, or one of its dots. */
function drawSample(context: Context, style: ChartDrawing["style"], series: number, left: number, y: number): void {
  if (style === "dots") {
    drawDot(context, series, [left + SAMPLE / 2, y], 4.5);
    return;
  }
  strokeAs(context, series, 3);
  context.beginPath();
  context.moveTo(left, y);
  context.lineTo(left + SAMPLE, y);
  context.stroke();
  context.setLineDash([]);
}

/** What the panel shows, above its plot. */
function drawHeading(context: Context, chart: ChartDrawing, { heading, plot, series }: ChartPanel): void {
  if (heading === "") return;
  const middle = plot.top - 12;
  const sample = chart.panels ? SAMPLE + 6 : 0;
  if (chart.panels) drawSample(context, chart.style, series[0]!, plot.left, middle);
  context.font = font(13, chart.panels);
  context.fillStyle = chart.panels ? TEXT : QUIET;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillText(fitText(context, heading, plot.width - sample), plot.left + sample, middle);
}

function drawAxes(context: Context, { x }: ChartLayout, { plot, y }: ChartPanel): void {
  const [right, bottom] = [plot.left + plot.width, plot.top + plot.height];
  const line = (x0: number, y0: number, x1: number, y1: number, color: string) => {
    context.strokeStyle = color;
    context.lineWidth = 1;
    context.beginPath();
    // On the middle of a pixel: a sharp line.
    context.moveTo(Math.round(x0) + 0.5, Math.round(y0) + 0.5);
    context.lineTo(Math.round(x1) + 0.5, Math.round(y1) + 0.5);
    context.stroke();
  };
  context.font = TICK_FONT;
  context.fillStyle = QUIET;
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const { value } of x.ticks) {
    const at = plot.left + x.share(value) * plot.width;
    line(at, plot.top, at, bottom, GRID);
  }
  for (const { value, text } of y.ticks) {
    const at = bottom - y.share(value) * plot.height;
    line(plot.left, at, right, at, value === 0 ? "#b4b4ba" : GRID);
    context.fillText(text, plot.left - 8, at);
  }
  line(plot.left, plot.top, plot.left, bottom, FRAME);
  line(plot.left, bottom, right, bottom, FRAME);
}

/** Below the last panel, inside the picture, none over another. */
function drawXTexts(context: Context, { x, panels, xTextTop }: ChartLayout, width: number): void {
  const plot = panels.at(-1)?.plot;
  if (!plot) return;
  context.font = TICK_FONT;
  context.fillStyle = QUIET;
  context.textAlign = "left";
  context.textBaseline = "top";
  let free = 0;
  for (const { value, text } of x.ticks) {
    const wide = context.measureText(text).width;
    const left = Math.min(width - wide - 2, plot.left + x.share(value) * plot.width - wide / 2);
    if (left < free) continue;
    context.fillText(text, left, xTextTop);
    free = left + wide + 8;
  }
}

function drawSeries(
  context: Context,
  style: ChartDrawing["style"],
  series: number,
  runs: readonly (readonly ChartSpot[])[],
  { toPixel }: ChartPanel,
): void {
  const count = runs.reduce((sum, run) => sum + run.length, 0);
  if (style === "dots") {
    const radius = count > 400 ? 2.5 : 4;
    for (const spot of runs.flat()) drawDot(context, series, toPixel(spot), radius);
    return;
  }
  for (const run of runs) {
    strokeAs(context, series, 2);
    context.beginPath();
    for (const [i, spot] of run.entries()) {
      const [x, y] = toPixel(spot);
      if (i === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
    context.stroke();
    context.setLineDash([]);
    if (count <= FEW || run.length === 1) for (const spot of run) drawDot(context, series, toPixel(spot), 3);
  }
}

function strokeAs(context: Context, series: number, width: number): void {
  context.strokeStyle = inkAt(series);
  context.lineWidth = width;
  context.lineJoin = "round";
  context.lineCap = "butt";
  context.setLineDash([...DASHES[Math.floor(series / INK_COUNT) % DASHES.length]!]);
}

/** Round; square and hollow where the colours come again. */
function drawDot(context: Context, series: number, [x, y]: readonly [number, number], radius: number): void {
  const shape = Math.floor(series / INK_COUNT) % 3;
  context.fillStyle = shape === 2 ? "#ffffff" : inkAt(series);
  context.strokeStyle = shape === 2 ? inkAt(series) : "#ffffff";
  context.lineWidth = shape === 2 ? 1.5 : 0.75;
  context.beginPath();
  if (shape === 1) context.rect(x - radius, y - radius, 2 * radius, 2 * radius);
  else context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
}

/** Lines and dots may stand out from the plot by their own thickness. */
function clipped(context: Context, { plot }: ChartPanel, draw: () => void): void {
  context.save();
  context.beginPath();
  context.rect(plot.left - 5, plot.top - 5, plot.width + 10, plot.height + 10);
  context.clip();
  draw();
  context.restore();
}

function sayNothing(context: Context, { plot }: ChartPanel): void {
  context.font = font(14);
  context.fillStyle = QUIET;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText("no numbers", plot.left + plot.width / 2, plot.top + plot.height / 2);
}
