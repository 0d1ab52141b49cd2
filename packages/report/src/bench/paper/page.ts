import { hashSource, styles } from "../../asset.ts";
import { type Html, html, trusted } from "../../html.ts";
import type { BenchReport } from "../report-types.ts";
import { chartFigure } from "./chart.ts";
import { type Grid, paperDocument, type Remark, type Section } from "./document.ts";
import type { PaperTables } from "./types.ts";

/** The paper's tables as one page that needs nothing else: charts are in it, no script, nothing from outside. */
export function renderPaperPage(paper: PaperTables, { runs, source }: Pick<BenchReport, "runs" | "source">): string {
  const style = styles("bench/paper/page.css");
  const title = "Benchmark tables";
  const names = runs.map(({ name }) => name).join(", ");
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${hashSource(style)}; base-uri 'none'; form-action 'none'">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>
<main>
<header>
<div class="brand">spatialclaw bench</div>
<h1>${title}</h1>
<p>Made from ${runs.length === 1 ? "one run" : `${runs.length} runs`}: ${names}.</p>
</header>
${paperDocument(paper, source).map(section)}
</main>
</body>
</html>
`.text;
}

const section = ({ title, notes, chart, grids, list }: Section): Html => html`<section>
<h2>${title}</h2>
${notes.map((note) => html`<p>${note}</p>\n`)}
${chart && chartFigure(chart)}
${grids.map(grid)}
${list.length > 0 && html`<ul>${list.map(remark)}</ul>`}
</section>
`;

const remark = ({ text, command }: Remark): Html =>
  html`<li>${text}${command !== null && html` To fill it: <code>${command}</code>`}</li>\n`;

const grid = ({ caption, head, rows }: Grid): Html => html`<div class="wide"><table>
${caption !== null && html`<caption>${caption}</caption>`}
<thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
${rows.map(
  ({ cells: [name, ...rest], isPublished }) =>
    html`<tr${isPublished ? html` class="published"` : ""}><th scope="row">${name}</th>${rest.map(cell)}</tr>\n`,
)}</tbody>
</table></div>
`;

/** The interval below its number. */
function cell(text: string): Html {
  const [, number, behind] = /^(\S+) \((.*)\)$/.exec(text) ?? [];
  return number === undefined ? html`<td>${text}</td>` : html`<td>${number}<small>${behind}</small></td>`;
}
