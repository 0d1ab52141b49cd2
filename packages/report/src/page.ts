import type { TraceLine } from "@spatialclaw/agent";
import { answerSection, runSection, type Truth } from "./answer.ts";
import { asset, hashSource, styles } from "./asset.ts";
import { formatCount, formatDuration, formatUsage } from "./format.ts";
import { type Html, html, trusted } from "./html.ts";
import { type PictureAddress, pictureRow } from "./pictures.ts";
import { groupTrace, type Run, type Turn } from "./run.ts";
import { timelineSection } from "./timeline.ts";
import { turnSection, turnStatus } from "./turn.ts";

export interface ReportOptions {
  readonly picture: PictureAddress;
  /** Default: not known. */
  readonly truth?: Truth | null;
  /** Address of the list that the page was opened from. */
  readonly back?: string;
  readonly scene?: ReportScene | null;
}

/** The scene's part of a page. */
export interface ReportScene {
  /** From `sceneSection`. */
  readonly section: Html;
  /** The client, which draws it. */
  readonly script: string;
  /** What was measured, by step. */
  readonly measured: ReadonlyMap<number, readonly string[]>;
}

/**
 * A trace as one static page, answer first. Text of the trace is untrusted (models and file names wrote it): it is
 * escaped everywhere, and a content security policy lets only the page's own style and scripts in.
 */
export function renderReport(lines: readonly TraceLine[], options: ReportOptions): string {
  const { scene = null } = options;
  const run = groupTrace(lines);
  const style = styles("page.css", "page-parts.css", ...(scene ? ["scene.css"] : []));
  const scripts = [asset("page.js"), ...(scene ? [scene.script] : [])];
  const policy = `default-src 'none'; img-src 'self' file: data:; style-src ${hashSource(style)}; script-src ${scripts.map(hashSource).join(" ")}; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="color-scheme" content="light dark">
<title>${run.start.question} · spatialclaw</title>
<link rel="icon" href="data:,">
<style>${trusted(style)}</style>
</head>
<body>
<main>
${body(run, options)}
</main>
<dialog aria-label="Enlarged picture"></dialog>
${scripts.map((script) => html`<script>${trusted(script)}</script>\n`)}</body>
</html>
`.text;
}

function body(run: Run, { picture: address, truth = null, scene = null, back }: ReportOptions): Html {
  const { start, plan, turns, fallback } = run;
  const { input } = start;
  // A step number may come twice, but only one of its cells ran.
  const measuredIn = ({ step, result }: Turn) => (result?.result.ran ? (scene?.measured.get(step) ?? []) : []);
  const steps = turns.map((turn, i) => turnSection(turn, { id: turnId(i), address, measured: measuredIn(turn) }));
  return html`<header>
<p class="brand">${back === undefined ? "spatialclaw" : html`<a href="${back}">‹ All runs</a>`}</p>
<h1>${start.question}</h1>
</header>
${answerSection(run, truth)}
${contents(turns)}
${scene?.section}
${
  plan &&
  html`<section id="plan"><h2>Plan</h2><p class="prose">${plan.text}</p>
<p class="cost">${[`model ${formatDuration(plan.ms)}`, formatUsage(plan.usage)].filter(Boolean).join(" · ")}</p></section>`
}
${turns.length > 0 && html`<section id="steps"><h2>Steps</h2>${steps}</section>`}
${
  fallback &&
  html`<section id="fallback"><h2>Plain question</h2><p class="prose">${fallback.text}</p>
<p class="cost">${[`model ${formatDuration(fallback.ms)}`, formatUsage(fallback.usage)].filter(Boolean).join(" · ")}</p></section>`
}
<section id="input"><h2>Input</h2>
<p>${input.name} · ${input.kind} · ${formatCount(input.frames, "frame")}</p>
<ul class="paths">${input.paths.map((path) => html`<li>${path}</li>`)}</ul>
${pictureRow(start.pictures, address, "small")}
</section>
${timelineSection(run, turnId)}
${runSection(run)}`;
}

/** One chip per step, coloured by how it went: a long run's failures are found at a glance. */
function contents(turns: readonly Turn[]): Html | null {
  if (turns.length === 0) return null;
  const chips = turns.map((turn, i) => {
    const { text, tone } = turnStatus(turn);
    return html`<li><a class="status ${tone}" href="#${turnId(i)}">${turn.step} ${text}</a></li>`;
  });
  return html`<nav aria-label="Steps"><ol>${chips}</ol></nav>`;
}

function turnId(index: number): string {
  return `turn-${index + 1}`;
}
