import { formatCount } from "../format.ts";
import { type Html, html } from "../html.ts";
import { choice, runAddress, valuesOf } from "./list-page.ts";
import { shell } from "./shell.ts";
import type { Entry } from "./types.ts";

/** Questions that are shown of each kind. */
const MOST = 500;

type Pair = readonly [a: Entry, b: Entry];

/** Two runs of the benchmark side by side, on the questions where they differ. */
export function comparePage(entries: readonly Entry[], a: string, b: string): string {
  const runs = valuesOf(
    entries.filter(({ sample }) => sample !== null),
    ({ run }) => run,
  );
  const pairs = pairsOf(entries, a, b);
  const [only, both] = [
    pairs.filter(([x, y]) => x.isRight !== y.isRight),
    pairs.filter(([x, y]) => x.isRight === y.isRight),
  ];
  const wonBy = (side: 0 | 1) => only.filter((pair) => pair[side].isRight);
  const right = (side: 0 | 1) => pairs.filter((pair) => pair[side].isRight).length;
  return shell(
    "Compare",
    html`<main>
<header><p><a href="/">All runs</a></p><h1>Side by side</h1></header>
<form id="compare" method="get" action="/compare">${choice("a", "Run A", runs, a, false)} ${choice("b", "Run B", runs, b, false)} <button type="submit">Compare</button></form>
${pairs.length === 0 && html`<p class="note">These two have no scored question in common; choose runs over the same benchmark.</p>`}
${
  pairs.length > 0 &&
  html`<table class="tally"><thead><tr><th scope="col">of ${pairs.length} questions in both</th><th scope="col">A: ${a}</th><th scope="col">B: ${b}</th></tr></thead>
<tbody><tr><th scope="row">right</th><td class="number">${right(0)}</td><td class="number">${right(1)}</td></tr>
<tr><th scope="row">right alone</th><td class="number">${wonBy(0).length}</td><td class="number">${wonBy(1).length}</td></tr></tbody></table>`
}
${part("Only A is right", wonBy(0))}
${part("Only B is right", wonBy(1))}
${part(
  "Both wrong, with different answers",
  both.filter(([x, y]) => x.isRight === false && x.answer !== y.answer),
)}
</main>`,
  );
}

function pairsOf(entries: readonly Entry[], a: string, b: string): Pair[] {
  const scored = entries.filter(({ sample, isRight }) => sample !== null && isRight !== null);
  const others = new Map(scored.filter(({ run }) => run === b).map((entry) => [entry.sample, entry]));
  return scored
    .filter(({ run }) => run === a)
    .flatMap((entry) => {
      const other = others.get(entry.sample);
      return other ? [[entry, other] as const] : [];
    });
}

function part(title: string, pairs: readonly Pair[]): Html | null {
  if (pairs.length === 0) return null;
  const more = pairs.length > MOST ? html`<p class="soft">${pairs.length - MOST} more are not shown.</p>` : null;
  return html`<section><h2>${title} <span class="soft">${pairs.length}</span></h2>
<table class="runs sides"><thead><tr><th scope="col">Question</th><th scope="col">A</th><th scope="col">B</th><th scope="col">Truth</th></tr></thead>
<tbody>${pairs.slice(0, MOST).map(([a, b]) => html`<tr><td class="question">${a.question}<span class="said">${[a.benchmark, a.type].filter(Boolean).join(" · ")}</span></td>${side("A", a)}${side("B", b)}<td data-name="truth ">${a.truth ?? ""}</td></tr>`)}</tbody></table>${more}</section>`;
}

function side(name: string, entry: Entry): Html {
  const { isRight, answer, reason, steps, trace } = entry;
  const said = answer ?? reason;
  return html`<td data-name="${name} "><span class="status ${isRight ? "right" : "wrong"}">${isRight ? "right" : "wrong"}</span> ${trace === null ? said : html`<a class="open" href="${runAddress(entry)}">${said}</a>`}<span class="said">${formatCount(steps, "step")}</span></td>`;
}
