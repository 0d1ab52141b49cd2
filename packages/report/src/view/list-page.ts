import { formatCount, formatDuration } from "../format.ts";
import { type Html, html } from "../html.ts";
import { charts } from "./charts.ts";
import { ALONE, PER_PAGE, type Query, type SortKey, STEPS, select, writeQuery } from "./query.ts";
import { shell } from "./shell.ts";
import type { Entry } from "./types.ts";

export interface ListOptions {
  readonly root: string;
  readonly entries: readonly Entry[];
  readonly problems: readonly string[];
  readonly version: number;
  readonly query: Query;
}

export function listPage(options: ListOptions): string {
  const { root, entries, query, problems } = options;
  return shell(
    "Runs",
    html`<main>
<header><h1>Runs</h1><p class="soft">${root}</p></header>
${problems.map((problem) => html`<p class="note">${problem}</p>`)}
${entries.length === 0 ? emptyNote(root) : null}
${filterForm(entries, query)}
${compareForm(entries)}
<div id="list" aria-live="polite">${listPart(options)}</div>
<p class="soft keys">Keys: <kbd>/</kbd> search, <kbd>j</kbd> <kbd>k</kbd> up and down, <kbd>Enter</kbd> open, <kbd>n</kbd> <kbd>p</kbd> next and previous page, <kbd>Esc</kbd> leave the field</p>
</main>`,
  );
}

function emptyNote(root: string): Html {
  return html`<p class="note">No run lies in ${root} yet. <code>spatialclaw ask</code> writes one into <code>spatialclaw-runs/</code>, or where <code>--out</code> says; <code>spatialclaw bench run</code> needs <code>--traces all</code> to keep traces. This page shows them as they come.</p>`;
}

/** What changes with filters and with time; the page's script asks for it alone. */
export function listPart({ entries, query, version }: ListOptions): Html {
  const found = select(entries, query);
  const pages = Math.max(1, Math.ceil(found.length / PER_PAGE));
  const page = Math.min(query.page, pages);
  const shown = found.slice((page - 1) * PER_PAGE, page * PER_PAGE);
  const right = found.filter(({ isRight }) => isRight).length;
  const scored = found.filter(({ isRight }) => isRight !== null).length;
  const running = found.filter(({ status }) => status === "running").length;
  return html`<div class="part" data-version="${version}">
<p class="count"><strong>${formatCount(found.length, "run")}</strong>${scored > 0 && ` · ${right} of ${scored} right (${((100 * right) / scored).toFixed(1)} %)`}${running > 0 && html` · <span class="status running">${running} running</span>`}</p>
<details class="fold"><summary>Charts</summary>${charts(found)}</details>
<table class="runs"><thead><tr>${COLUMNS.map((column) => heading(column, query))}</tr></thead>
<tbody>${shown.map(row)}</tbody></table>
${pager(query, page, pages)}
</div>`;
}

const COLUMNS: readonly (readonly [key: SortKey, title: string])[] = [
  ["isRight", "Result"],
  ["question", "Question"],
  ["benchmark", "Benchmark"],
  ["steps", "Steps"],
  ["errors", "Errors"],
  ["ms", "Time"],
  ["startedAt", "Started"],
];

function heading([key, title]: readonly [SortKey, string], query: Query): Html {
  const isSorted = query.sort === key;
  const descending = isSorted ? !query.descending : key === "startedAt";
  const arrow = isSorted ? (query.descending ? " ↓" : " ↑") : "";
  const order = isSorted ? (query.descending ? "descending" : "ascending") : "none";
  return html`<th scope="col" aria-sort="${order}"><a href="${writeQuery(query, { sort: key, descending, page: 1 })}">${title}${arrow}</a></th>`;
}

function row(entry: Entry): Html {
  const { question, benchmark, type, status, reason, isRight, answer, truth, steps, errors, ms, startedAt, run } =
    entry;
  const title =
    entry.trace === null ? question : html`<a class="open" href="${runAddress(entry)}">${question || entry.id}</a>`;
  // Not answering scores as wrong, and is not the same.
  const verdict = isRight === null || status !== "answered" ? status : isRight ? "right" : "wrong";
  const said = answer === null ? reason : `${answer}${truth !== null && !isRight ? ` · truth ${truth}` : ""}`;
  return html`<tr>
<td class="result"><span class="status ${verdict}">${verdict}</span></td>
<td class="question">${title}<span class="said">${said}</span></td>
<td class="soft">${benchmark ?? ""}${type !== null && html`<span class="said">${type}</span>`}${run !== null && html`<span class="said">${run}</span>`}</td>
<td class="number" data-name="steps">${steps}</td>
<td class="number" data-name="errors">${errors ?? ""}</td>
<td class="number" data-name="">${ms > 0 ? formatDuration(ms) : ""}</td>
<td class="soft number" data-name="">${startedAt.slice(0, 16).replace("T", " ")}</td>
</tr>`;
}

export function runAddress({ id }: Entry): string {
  return `/run/${encodeURIComponent(id)}/`;
}

function pager(query: Query, page: number, pages: number): Html | null {
  if (pages === 1) return null;
  const link = (to: number, name: string, rel: string) =>
    to < 1 || to > pages
      ? html`<span class="soft">${name}</span>`
      : html`<a rel="${rel}" href="${writeQuery(query, { page: to })}">${name}</a>`;
  return html`<nav class="pager" aria-label="Pages">${link(page - 1, "‹ Previous", "prev")} <span>page ${page} of ${pages}</span> ${link(page + 1, "Next ›", "next")}</nav>`;
}

function filterForm(entries: readonly Entry[], query: Query): Html {
  const runs = valuesOf(entries, ({ run }) => run ?? ALONE);
  return html`<form id="filters" method="get" action="/" role="search">
<input type="search" name="q" value="${query.q}" placeholder="Search questions, answers, models" aria-label="Search" autocomplete="off">
${choice("run", "Run", runs, query.run)}
${choice(
  "benchmark",
  "Benchmark",
  valuesOf(entries, ({ benchmark }) => benchmark),
  query.benchmark,
)}
${choice(
  "type",
  "Type",
  valuesOf(entries, ({ type }) => type),
  query.type,
)}
${choice("verdict", "Right or wrong", entries.some(({ isRight }) => isRight !== null) ? ["right", "wrong"] : [], query.verdict)}
${choice(
  "status",
  "Status",
  valuesOf(entries, ({ status }) => status),
  query.status,
)}
${choice(
  "interface",
  "Interface",
  valuesOf(entries, (entry) => entry.interface || null),
  query.interface,
)}
${choice("steps", "Steps", Object.keys(STEPS), query.steps)}
<label><input type="checkbox" name="errors" value="1"${query.errors ? html` checked` : null}> with errors</label>
<input type="hidden" name="sort" value="${query.sort}"><input type="hidden" name="dir" value="${query.descending ? "desc" : "asc"}">
<button type="submit">Filter</button> <a href="/">Clear</a>
</form>`;
}

function compareForm(entries: readonly Entry[]): Html | null {
  const runs = valuesOf(
    entries.filter(({ sample }) => sample !== null),
    ({ run }) => run,
  );
  if (runs.length < 2) return null;
  return html`<form id="compare" method="get" action="/compare">Compare ${choice("a", "Run A", runs, runs[0] ?? "", false)} with ${choice("b", "Run B", runs, runs[1] ?? "", false)} <button type="submit">Side by side</button></form>`;
}

/** A choice with nothing to choose from is left out. */
export function choice(
  name: string,
  title: string,
  values: readonly string[],
  chosen: string,
  any = true,
): Html | null {
  if (values.length === 0 || (any && values.length === 1 && chosen === "")) return null;
  const options = values.map(
    (value) => html`<option value="${value}"${value === chosen ? html` selected` : null}>${value || "."}</option>`,
  );
  return html`<select name="${name}" aria-label="${title}">${any && html`<option value="">${title}: any</option>`}${options}</select>`;
}

export function valuesOf(entries: readonly Entry[], of: (entry: Entry) => string | null): string[] {
  return [...new Set(entries.map(of).filter((value) => value !== null))].sort();
}
