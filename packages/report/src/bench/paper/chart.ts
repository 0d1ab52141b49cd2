import { type Html, html } from "../../html.ts";
import { percent, range } from "../words.ts";
import type { Bar, Chart, ChartLine } from "./document.ts";

/** Pixels down; widths are in per cent, so that a chart is as wide as its page and its letters stay as large. */
const LABEL = 20;
const TRACK = 18;
const GAP = 10;
const AXIS = 22;
/** Per cent of the width that is for bars; numbers stand to their right. */
const PLOT = 78;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

const COLOURS: Readonly<Record<string, string>> = {
  "no tools": "c1",
  "single-pass": "c2",
  "tool-call": "c3",
  code: "c4",
  "code without utility": "c2",
  "code without perception": "c3",
};

/** Bars with their intervals; a published score is a diamond. Scores from 0 to 100 %. */
export function chartFigure({ title, lines }: Chart): Html | null {
  const bars = lines.flatMap((line) => line.bars);
  if (bars.length === 0) return null;
  const series = [...new Set(bars.filter(({ score }) => score !== null).map((bar) => bar.series))];
  const heights = lines.map((line) => LABEL + TRACK * line.bars.length + GAP);
  const starts = heights.map((_, i) => heights.slice(0, i).reduce((sum, height) => sum + height, 0));
  const height = heights.reduce((sum, one) => sum + one, 0) + AXIS;
  return html`<figure class="chart">
<figcaption>${title}, in %<span class="legend">${series.map((name) => html`<span><i class="${colour(name)}"></i>${name}</span>`)}<span><i class="mark"></i>published</span></span></figcaption>
<svg role="img" aria-label="${title}" width="100%" height="${height}">
${TICKS.map((tick) => html`<line class="grid" x1="${at(tick)}" x2="${at(tick)}" y1="0" y2="${height - AXIS}"/><text class="tick" x="${at(tick)}" y="${height - 6}" text-anchor="${tick === 0 ? "start" : "middle"}">${100 * tick}</text>`)}
${lines.map((line, i) => chartLine(line, starts[i] ?? 0))}
</svg>
</figure>`;
}

function chartLine({ label, bars }: ChartLine, top: number): Html {
  return html`<text class="label" x="0" y="${top + 14}">${label}</text>
${bars.map((bar, i) => chartBar(bar, top + LABEL + TRACK * i + TRACK / 2))}
`;
}

function chartBar({ series, score, interval, published, part }: Bar, y: number): Html {
  const words = [
    series,
    score === null ? "no run" : `${percent(score)}${interval ? ` (${range(interval)})` : ""}`,
    ...(published === null ? [] : [`published ${percent(published)}`]),
  ].join(", ");
  const numbers = [
    ...(score === null ? [] : [`${part === null ? "" : `(${part}) `}${percent(score)}`]),
    ...(published === null ? [] : [`◇ ${percent(published)}`]),
  ];
  return html`<g><title>${words}</title>${
    score === null
      ? null
      : html`<rect class="${colour(series)}" x="0" y="${y - 5}" width="${at(score)}" height="10" rx="2"/>`
  }${interval && html`<line class="whisker" x1="${at(interval.low)}" x2="${at(interval.high)}" y1="${y}" y2="${y}"/>`}${
    published === null
      ? null
      : html`<svg class="diamond ${colour(series)}" x="${at(published)}" y="${y}" overflow="visible"><path d="M0-6 6 0 0 6-6 0Z"/></svg>`
  }<text class="number" x="100%" y="${y + 4}" text-anchor="end">${numbers.length > 0 ? numbers.join("  ") : "no run"}</text></g>
`;
}

const at = (score: number): string => `${(PLOT * score).toFixed(2)}%`;

const colour = (series: string): string => COLOURS[series] ?? "c5";
